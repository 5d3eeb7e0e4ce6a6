package dev.berth.registry.jdbi.sql;

import dev.berth.registry.model.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;

/**
 * The deadline of the caller as the timeout of the socket of a connection, which costs no statement
 * (docs/decisions/0080). A connection whose answer did not come in time is broken; the server gives the statement up by
 * its own timeout.
 */
final class SocketDeadline implements AutoCloseable {
    private final Connection connection;
    private final Deadline deadline;
    private final int before;

    private SocketDeadline(Connection connection, Deadline deadline) throws SQLException {
        this.connection = connection;
        this.deadline = deadline;
        this.before = deadline.isBounded() ? connection.getNetworkTimeout() : 0;
    }

    static SocketDeadline on(Connection connection) throws SQLException {
        return new SocketDeadline(connection, Deadline.current());
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

    /** Before each statement of Jdbi. */
    static final class EachStatement implements StatementCustomizer {
        @Override
        public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
            tighten(statement.getConnection());
        }
    }

    @Override
    public void close() throws SQLException {
        if (deadline.isBounded() && !connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, before);
        }
    }
}
