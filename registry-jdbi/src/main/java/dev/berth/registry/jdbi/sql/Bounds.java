package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;

/**
 * Has the answers on a connection waited for no longer than the deadline: by the timeout of its socket, which costs no
 * statement (docs/decisions/0080). A connection whose answer did not come in time is broken; the server gives the
 * statement up by its own timeout.
 */
final class Bounds implements AutoCloseable {
    private final Connection connection;
    private final Deadline deadline;
    private final int before;

    private Bounds(Connection connection, Deadline deadline) throws SQLException {
        this.connection = connection;
        this.deadline = deadline;
        this.before = deadline.isBounded() ? connection.getNetworkTimeout() : 0;
    }

    static Bounds on(Connection connection) throws SQLException {
        return new Bounds(connection, Deadline.current());
    }

    /** Before statements are sent. */
    void tighten() throws SQLException {
        if (deadline.isBounded()) {
            tighten(connection, deadline, before);
        }
    }

    /** Before one of several statements is sent on a connection. */
    static void tighten(Connection connection) throws SQLException {
        Deadline deadline = Deadline.current();
        if (deadline.isBounded()) {
            tighten(connection, deadline, connection.getNetworkTimeout());
        }
    }

    private static void tighten(Connection connection, Deadline deadline, int before) throws SQLException {
        Duration left = deadline.left();
        if (left.isZero()) {
            throw new SQLTimeoutException("the deadline passed before the statement", "57014");
        }
        long millis = Math.max(1, left.toMillis());
        if (before == 0 || millis < before) {
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, millis));
        }
    }

    @Override
    public void close() throws SQLException {
        if (deadline.isBounded() && !connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, before);
        }
    }
}
