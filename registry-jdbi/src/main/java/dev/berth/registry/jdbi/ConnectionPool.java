package dev.berth.registry.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.NoConnection;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.model.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections of HikariCP, with a wait bounded by the deadline of the caller. A server that refuses, a silent
 * server and an exhausted pool are distinct failures (docs/decisions/0081). Safe for use by any number of threads.
 */
final class ConnectionPool implements Connections, AutoCloseable {
    /** HikariCP does not report a failed attempt to connect to those that wait, so they look for one this often. */
    private static final long LOOK_MILLIS = 20;

    private final DatabaseConfig config;
    private final HikariPool pool;
    private final Semaphore free;
    private final Map<Outage, Long> outages = new EnumMap<>(Outage.class);
    private volatile @Nullable Failure lastFailure;

    private record Failure(NoConnection cause, long begun) {}

    /** Connects to nothing yet. */
    ConnectionPool(DatabaseConfig config) {
        this.config = config;
        this.free = new Semaphore(config.poolSize(), true);
        this.pool = new HikariPool(settings(config, new RecordedAttempts(new Connector(config))));
    }

    /**
     * Connections are made while a caller waits for one, and not ahead: so the pool does not wait between attempts to
     * connect when no caller does, and the next caller causes a new attempt.
     */
    private static HikariConfig settings(DatabaseConfig config, RecordedAttempts attempts) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("registry-database");
        settings.setDataSource(attempts);
        settings.setMaximumPoolSize(config.poolSize());
        settings.setMinimumIdle(0);
        settings.setMaxLifetime(config.longestLife().toMillis());
        long connectMillis = Math.max(250, config.connectTimeout().toMillis());
        settings.setConnectionTimeout(connectMillis);
        settings.setValidationTimeout(connectMillis);
        settings.setInitializationFailTimeout(-1);
        return settings;
    }

    @Override
    public Connection take() throws NoConnection {
        long begun = System.nanoTime();
        try {
            awaitFree();
            return takeOrRelease(begun);
        } catch (NoConnection e) {
            synchronized (outages) {
                outages.merge(e.outage(), 1L, Long::sum);
            }
            throw e;
        }
    }

    private void awaitFree() throws NoConnection {
        Duration most = Deadline.current().atMost(config.acquireTimeout());
        try {
            if (!free.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NoConnection(
                        Outage.EXHAUSTED,
                        "all " + config.poolSize() + " connections are in use; none became free within "
                                + most.toMillis() + " ms",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoConnection(Outage.OTHER, "interrupted while waiting for a connection", e);
        }
    }

    private Connection takeOrRelease(long begun) throws NoConnection {
        boolean isTaken = false;
        try {
            Connection connection = pooled(begun);
            isTaken = true;
            return connection;
        } finally {
            if (!isTaken) {
                free.release();
            }
        }
    }

    /**
     * A caller fails with a failed attempt that began while it waited, and does not wait for the next one. An attempt
     * that was under way before may fail although the outage is over by now.
     */
    private Connection pooled(long begun) throws NoConnection {
        Duration most = Deadline.current().atMost(config.connectTimeout().plusSeconds(1));
        long end = System.nanoTime() + most.toNanos();
        do {
            try {
                return pool.getConnection(LOOK_MILLIS);
            } catch (SQLTransientConnectionException e) {
                failWith(lastFailure, begun);
            } catch (SQLException e) {
                throw new NoConnection(Outage.OTHER, "the connection pool is closed or the wait was interrupted", e);
            }
        } while (System.nanoTime() - end < 0);
        throw new NoConnection(Outage.TIMEOUT, "no connection within " + most.toMillis() + " ms", null);
    }

    private static void failWith(@Nullable Failure failure, long begun) throws NoConnection {
        if (failure != null && failure.begun() - begun > 0) {
            throw failure.cause().again();
        }
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        try {
            if (!isUsable(connection)) {
                pool.evictConnection(connection);
                pool.softEvictConnections(); // what broke one connection, or made its server a standby, did so to
                // others
            }
            connection.close();
        } finally {
            free.release();
        }
    }

    private static boolean isUsable(Connection connection) {
        try {
            return !connection.unwrap(BaseConnection.class).isClosed() && connection.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    /** The current numbers of connections, and of failures to get one. */
    JdbiMetadataStore.PoolStatus status() {
        synchronized (outages) {
            return new JdbiMetadataStore.PoolStatus(
                    pool.getActiveConnections(),
                    pool.getIdleConnections(),
                    free.getQueueLength(),
                    config.poolSize(),
                    outages);
        }
    }

    @Override
    public void close() {
        try {
            pool.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            PostgresDriver.release();
        }
    }

    /** The source of new connections of HikariCP, which keeps the last failure to connect. */
    private final class RecordedAttempts extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient Connector connector;

        RecordedAttempts(Connector connector) {
            this.connector = connector;
        }

        @Override
        public Connection getConnection() throws SQLException {
            long begun = System.nanoTime();
            try {
                return connector.take();
            } catch (NoConnection e) {
                lastFailure = new Failure(e, begun);
                throw e;
            }
        }
    }
}
