package dev.berth.registry.jdbi.sql;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means: the only class that knows SQLStates (PostgreSQL, appendix A). */
public final class SqlFailure {
    private SqlFailure() {}

    /** A failure to get a connection: nothing was sent. */
    public static StoreException whenConnecting(String what, Exception cause) {
        return new StoreException(
                isMisconfigured(state(cause)) ? Kind.PERMANENT : Kind.TRANSIENT, "no database to " + what, cause);
    }

    /** A failure of something that changes nothing. */
    public static StoreException whenReading(String what, Exception cause) {
        return new StoreException(isOutage(state(cause)) ? Kind.TRANSIENT : Kind.PERMANENT, "cannot " + what, cause);
    }

    /** A failure of something that changes rows: if the connection broke, they may have been changed. */
    public static StoreException whenWriting(String what, Exception cause) {
        String state = state(cause);
        if (isBroken(state)) {
            return new StoreException(Kind.UNKNOWN_OUTCOME, "lost the database while it was to " + what, cause);
        }
        return new StoreException(isOutage(state) ? Kind.TRANSIENT : Kind.PERMANENT, "cannot " + what, cause);
    }

    /** Whether the statement was undone because of others that ran at the same time, and may be sent again at once. */
    static boolean isConflict(Exception failure) {
        String state = state(failure);
        return state.equals("40001") || state.equals("40P01");
    }

    /** Whether the server at the other end takes no writes (any more): it was a primary once. */
    public static boolean isReadOnlyServer(SQLException failure) {
        return "25006".equals(failure.getSQLState());
    }

    static boolean isMissingTable(Exception failure) {
        return state(failure).equals("42P01");
    }

    /** 28: wrong user or password; 3D: no such database. Waiting does not mend these. */
    private static boolean isMisconfigured(String state) {
        return state.startsWith("28") || state.startsWith("3D");
    }

    /** 08: connection; 57P01, 57P02: the server ended it; 40003: it says so itself. */
    private static boolean isBroken(String state) {
        return (state.startsWith("08") && !state.equals("08001") && !state.equals("08004"))
                || state.equals("57P01")
                || state.equals("57P02")
                || state.equals("40003");
    }

    /** 40: conflict; 53: disk, memory, connections; 57: stopped or timed out; 55P03: lock; 25006: read only. */
    private static boolean isOutage(String state) {
        return state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("55P03")
                || state.equals("25006");
    }

    private static String state(Exception failure) {
        SQLException cause = sqlException(failure);
        if (cause == null) {
            return "";
        }
        if (cause.getSQLState() != null) {
            return cause.getSQLState();
        }
        return cause instanceof SQLTransientConnectionException ? "08001" : "";
    }

    private static @Nullable SQLException sqlException(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
