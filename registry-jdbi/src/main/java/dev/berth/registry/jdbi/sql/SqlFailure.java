package dev.berth.registry.jdbi.sql;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The meaning of a failure of the database: the only class with SQLStates (PostgreSQL, appendix A). */
public final class SqlFailure {
    /** Object in use: the name of a repository that was just renamed. */
    static final String RENAMED = "55006";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private SqlFailure() {}

    /** A failure to get a connection: nothing was sent. Even a wrong password may be put right at the server. */
    public static StoreException whenConnecting(String what, Exception cause) {
        String reason = NoConnection.in(cause).map(NoConnection::reason).orElseGet(() -> reason(cause));
        return new StoreException(Kind.TRANSIENT, "no database connection to " + what + ": " + reason, cause);
    }

    /** The reason for which a server refuses connections. */
    public static Outage outage(SQLException failure) {
        String state = state(failure);
        if (state.startsWith("28")) {
            return Outage.LOGIN;
        }
        if (state.startsWith("3D")) {
            return Outage.NO_DATABASE;
        }
        if (String.valueOf(failure.getMessage()).contains("targetServerType")) {
            return Outage.NO_PRIMARY;
        }
        if (causedBy(failure, ConnectException.class)
                || causedBy(failure, UnknownHostException.class)
                || causedBy(failure, NoRouteToHostException.class)) {
            return Outage.REFUSED;
        }
        boolean isSilent = state.equals("08001") && failure.getCause() == null;
        return isSilent || causedBy(failure, SocketTimeoutException.class) ? Outage.TIMEOUT : Outage.OTHER;
    }

    /**
     * The first line of a failure, or a description of the connection failure; further lines may contain stored values.
     */
    public static String reason(Exception failure) {
        Throwable said = Optional.<Throwable>ofNullable(sqlException(failure)).orElse(failure);
        if (said.getCause() instanceof IOException broken) {
            return Optional.ofNullable(broken.getMessage()).orElse("the connection was closed");
        }
        return String.valueOf(said.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /** True when the connection of the failed statement cannot be used any more. */
    static boolean breaksConnection(Exception failure) {
        String state = state(failure);
        return isBroken(state) || state.equals("25006");
    }

    /** True when a failed read met a connection that was broken before, so that another one may do. */
    static boolean metBrokenConnection(StoreException failure) {
        return NoConnection.in(failure).isEmpty()
                && failure.getCause() instanceof Exception cause
                && isBroken(state(cause))
                && !causedBy(cause, SocketTimeoutException.class);
    }

    /** A failure of something that changes nothing. */
    public static StoreException whenReading(String what, Exception cause) {
        return new StoreException(
                isOutage(state(cause)) ? Kind.TRANSIENT : Kind.PERMANENT,
                "cannot " + what + ": " + reason(cause),
                cause);
    }

    /** A failure of something that changes rows: if the connection broke, they may have been changed. */
    public static StoreException whenWriting(String what, Exception cause) {
        String state = state(cause);
        if (isBroken(state)) {
            return new StoreException(
                    Kind.UNKNOWN_OUTCOME, "connection lost while trying to " + what + ": " + reason(cause), cause);
        }
        if (state.equals(RENAMED)) {
            return new StoreException(Kind.RENAMED, "cannot " + what + ": " + reason(cause), cause);
        }
        return new StoreException(
                isOutage(state) ? Kind.TRANSIENT : Kind.PERMANENT, "cannot " + what + ": " + reason(cause), cause);
    }

    /** True when the statement was undone because of concurrent ones, and may be sent again at once. */
    static boolean isConflict(Exception failure) {
        String state = state(failure);
        return state.equals("40001") || state.equals("40P01");
    }

    /** True when a statement got no lock in time; also when another library wraps its failure. */
    public static boolean isLockTimeout(Exception failure) {
        return state(failure).equals(LOCK_NOT_AVAILABLE);
    }

    static boolean isMissingTable(Exception failure) {
        return state(failure).equals("42P01");
    }

    /** 08: connection; 57P01, 57P02: the server ended it; 40003: unknown outcome. */
    private static boolean isBroken(String state) {
        return (state.startsWith("08") && !state.equals("08001") && !state.equals("08004"))
                || state.equals("57P01")
                || state.equals("57P02")
                || state.equals("40003");
    }

    /**
     * 40: conflict; 53: disk, memory, connections; 57: stopped or timed out; 58030: its files; 55P03: lock; 25006: read
     * only.
     */
    private static boolean isOutage(String state) {
        return state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("58030")
                || state.equals(LOCK_NOT_AVAILABLE)
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

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable SQLException sqlException(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
