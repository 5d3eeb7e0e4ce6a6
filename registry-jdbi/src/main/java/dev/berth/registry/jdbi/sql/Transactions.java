package dev.berth.registry.jdbi.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;

/** Transactions of several statements on a connection that otherwise commits after each. */
public final class Transactions {
    private Transactions() {}

    /** A step in a transaction, possibly after other steps. */
    public interface Step<T> {
        T run() throws SQLException;
    }

    /** Does it in one transaction. */
    public static <T> T whole(Connection connection, Step<T> work) throws SQLException {
        return allOrNothing(connection, work, answer -> true);
    }

    /** Does it in one transaction, which is undone unless the answer shows that it is done. */
    public static <T> T allOrNothing(Connection connection, Step<T> work, Predicate<T> done) throws SQLException {
        if (!connection.getAutoCommit()) {
            return work.run(); // the caller that began it undoes it
        }
        connection.setAutoCommit(false);
        try {
            T answer = work.run();
            end(connection, done.test(answer));
            return answer;
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection, e);
            throw e;
        }
    }

    private static void end(Connection connection, boolean isDone) throws SQLException {
        if (isDone) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    /** If this fails too, what went wrong before is still the reason. */
    private static void undo(Connection connection, Throwable reason) {
        try {
            end(connection, false);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
