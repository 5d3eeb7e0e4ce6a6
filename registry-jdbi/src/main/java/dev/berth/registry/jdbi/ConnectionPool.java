package dev.berth.registry.jdbi;

import dev.berth.registry.jdbi.sql.Connections;
import dev.berth.registry.jdbi.sql.NoConnection;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.model.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections. A caller waits for one of them, or connects itself: so a server that refuses is told
 * from one that is silent and from a pool that is exhausted, at once, and the next caller tries anew
 * (docs/decisions/0081). Has no thread of its own. Safe for use by any number of threads.
 */
final class ConnectionPool implements Connections, AutoCloseable {
    /** A connection that was used this recently is not asked whether it still works. */
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

    /** A connection beyond the idle size is kept this long. */
    private static final long SUPERFLUOUS = TimeUnit.MINUTES.toNanos(10);

    private final Connector connector;
    private final DatabaseConfig config;
    private final Semaphore free;
    private final Object lock = new Object();
    private final Map<Connection, Pooled> taken = new IdentityHashMap<>();
    private final Deque<Pooled> idle = new ArrayDeque<>();
    private final Map<Outage, Long> outages = new EnumMap<>(Outage.class);
    private boolean closed;
    private volatile @Nullable Failure lastFailure;

    private record Pooled(Connection connection, long expiry, long used) {}

    private record Failure(NoConnection cause, long at) {}

    /** Connects to nothing yet. */
    ConnectionPool(DatabaseConfig config) {
        this.config = config;
        this.connector = new Connector(config);
        this.free = new Semaphore(config.poolSize(), true);
    }

    @Override
    public Connection take() throws NoConnection {
        long begun = System.nanoTime();
        try {
            awaitFree();
            return takeOrRelease(begun);
        } catch (NoConnection e) {
            synchronized (lock) {
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
                        "all " + config.poolSize() + " connections are in use and none became free in "
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
            Pooled pooled = pooledOrNew(begun);
            isTaken = true;
            return pooled.connection();
        } finally {
            if (!isTaken) {
                free.release();
            }
        }
    }

    private Pooled pooledOrNew(long begun) throws NoConnection {
        Pooled pooled = idle();
        if (pooled == null) {
            pooled = connect(begun);
        }
        synchronized (lock) {
            if (!closed) {
                taken.put(pooled.connection(), pooled);
                return pooled;
            }
        }
        discard(pooled);
        throw new NoConnection(Outage.OTHER, "the registry has closed its connections", null);
    }

    /** The connection that was used last, if it still works. When it does not, the others are as old. */
    private @Nullable Pooled idle() {
        Pooled pooled = unexpired();
        if (pooled == null || works(pooled)) {
            return pooled;
        }
        discard(pooled);
        discardIdle();
        return null;
    }

    private @Nullable Pooled unexpired() {
        while (true) {
            Pooled pooled;
            synchronized (lock) {
                pooled = idle.pollFirst();
            }
            if (pooled == null || pooled.expiry() - System.nanoTime() > 0) {
                return pooled;
            }
            discard(pooled);
        }
    }

    private boolean works(Pooled pooled) {
        if (System.nanoTime() - pooled.used() < FRESH) {
            return true;
        }
        Duration most = Deadline.current().atMost(config.connectTimeout());
        try {
            return pooled.connection().isValid((int) Math.max(1, most.toSeconds()));
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whoever waited while another attempt failed does not wait for the next one. */
    private Pooled connect(long begun) throws NoConnection {
        Failure failure = lastFailure;
        if (failure != null && failure.at() - begun > 0) {
            throw failure.cause().again();
        }
        try {
            Connection connection = connector.take();
            lastFailure = null;
            return new Pooled(connection, expiry(), System.nanoTime());
        } catch (NoConnection e) {
            lastFailure = new Failure(e, System.nanoTime());
            throw e;
        }
    }

    /** Not the same for connections that were made together. */
    private long expiry() {
        long life = config.longestLife().toNanos();
        return System.nanoTime() + life - ThreadLocalRandom.current().nextLong(life / 40 + 1);
    }

    @Override
    public void giveBack(Connection connection) {
        List<Pooled> superfluous = new ArrayList<>();
        boolean isUsable = isUsable(connection);
        long now = System.nanoTime();
        synchronized (lock) {
            Pooled pooled = taken.remove(connection);
            if (pooled == null) {
                return;
            }
            Pooled returned = new Pooled(connection, pooled.expiry(), now);
            if (isUsable && !closed) {
                idle.addFirst(returned);
            } else {
                superfluous.add(returned);
            }
            Pooled oldest = idle.peekLast();
            if (oldest != null && idle.size() > config.idleSize() && now - oldest.used() > SUPERFLUOUS) {
                superfluous.add(idle.removeLast());
            }
        }
        free.release();
        superfluous.forEach(ConnectionPool::discard);
    }

    private static boolean isUsable(Connection connection) {
        try {
            return !connection.isClosed() && connection.getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    private static void discard(Pooled pooled) {
        try {
            pooled.connection().close();
        } catch (SQLException e) {
            return; // it is gone either way
        }
    }

    private void discardIdle() {
        List<Pooled> all;
        synchronized (lock) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(ConnectionPool::discard);
    }

    /** What it holds now, and what it could not give. */
    JdbiMetadataStore.PoolStatus status() {
        synchronized (lock) {
            return new JdbiMetadataStore.PoolStatus(
                    taken.size(), idle.size(), free.getQueueLength(), config.poolSize(), outages);
        }
    }

    /** Closes what is idle now, and the rest when it is given back. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        discardIdle();
    }
}
