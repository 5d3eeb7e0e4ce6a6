package dev.berth.registry.jdbi.sql;

import dev.berth.registry.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an operation on a connection: within its deadline, again after a conflict, observed, its failure classified. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int ATTEMPTS = 5;

    private final Connections connections;
    private final QueryListener listener;
    private final SessionNames names;

    Sessions(Connections connections, QueryListener listener, SessionNames names) {
        this.connections = connections;
        this.names = names;
        this.listener = listener;
    }

    /** The classification of a failure of an operation. */
    interface Failure {
        StoreException of(String what, Exception cause);
    }

    /** An operation, on a connection of its own. */
    interface Operation<T> {
        T run() throws StoreException;
    }

    /** Runs something that changes nothing, and once more if its connection was broken. */
    static <T> T onAnotherIfBroken(Operation<T> read) throws StoreException {
        try {
            return read.run();
        } catch (StoreException e) {
            if (SqlFailure.metBrokenConnection(e)) {
                return read.run();
            }
            throw e;
        }
    }

    Connection take() throws SQLException {
        long begin = System.nanoTime();
        Connection connection = connections.take();
        listener.connected(since(begin));
        return connection;
    }

    Connection connect(Supplier<String> what) throws StoreException {
        try {
            return take();
        } catch (SQLException e) {
            throw SqlFailure.whenConnecting(what.get(), e);
        }
    }

    /** The completed work on it is committed, with or without the connection. */
    void giveBack(Connection connection) {
        try {
            connections.giveBack(connection);
        } catch (SQLException e) {
            LOG.debug("cannot return a connection to the pool", e);
        }
    }

    <T> T run(String name, Supplier<String> what, Connection connection, Failure failure, Transactions.Step<T> work)
            throws StoreException {
        long begin = System.nanoTime();
        try {
            T result = within(name, connection, work);
            listener.ended(name, since(begin), Optional.empty());
            return result;
        } catch (SQLException | JdbiException e) {
            StoreException classified = failure.of(what.get(), e);
            listener.ended(name, since(begin), Optional.of(classified.kind()));
            throw classified;
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Within the deadline. A connection that broke, or leads to a server that takes no writes any more, is not kept.
     */
    private <T> T within(String name, Connection connection, Transactions.Step<T> work) throws SQLException {
        try (SocketDeadline deadline = SocketDeadline.on(connection)) {
            return untilUndisturbed(name, () -> {
                deadline.tighten();
                names.show(connection);
                return work.run();
            });
        } catch (SQLException | JdbiException e) {
            if (SqlFailure.breaksConnection(e)) {
                connection.abort(Runnable::run);
            }
            throw e;
        }
    }

    private <T> T untilUndisturbed(String name, Transactions.Step<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException | JdbiException e) {
                if (attempt == ATTEMPTS || !SqlFailure.isConflict(e)) {
                    throw e;
                }
                listener.repeated(name);
            }
        }
    }
}
