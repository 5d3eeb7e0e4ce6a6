package dev.berth.registry.jdbi;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * A second transaction, held open between two of its statements while a call under test waits for its locks: the test
 * determines the order of events.
 */
final class OtherSession implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final Connection connection;
    private final HeldDataSource held;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private OtherSession(TestDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.pool().getConnection();
        connection.setAutoCommit(false);
        this.held = new HeldDataSource(connection);
    }

    static OtherSession begin(TestDatabase database) throws SQLException {
        return new OtherSession(database);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one value a query in this transaction answers. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A store all of whose intentions run in this session's transaction. */
    MetadataStore store(Clock clock) throws StoreException {
        return JdbiMetadataStore.over(held.dataSource(), clock);
    }

    /** Does something before a statement of that store's, counted from now and from 1. */
    void before(int statement, HeldDataSource.Step step) {
        held.before(statement, step);
    }

    /** Ends the session as a crash of its node does. */
    void terminate() throws SQLException {
        int backend = connection.unwrap(PGConnection.class).getBackendPID();
        database.execute("SELECT pg_terminate_backend(" + backend + ", 10000)");
        database.pool().evictConnection(connection);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Starts the call and returns when it waits for a lock of this session. */
    <T> Future<T> blocks(Callable<T> call) throws Exception {
        Future<T> running = thread.submit(call);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!isBlocking()) {
            if (running.isDone() || System.nanoTime() > deadline) {
                throw new AssertionError("not blocked: " + running.get(1, TimeUnit.SECONDS));
            }
            Thread.onSpinWait();
        }
        return running;
    }

    private boolean isBlocking() throws SQLException {
        try (Connection observer = database.pool().getConnection();
                Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity a, pg_locks l WHERE l.pid = a.pid AND NOT"
                                + " l.granted AND a.datname = current_database())")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        thread.shutdown();
        if (connection.isValid((int) LONGEST.toSeconds())) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        connection.close();
    }
}
