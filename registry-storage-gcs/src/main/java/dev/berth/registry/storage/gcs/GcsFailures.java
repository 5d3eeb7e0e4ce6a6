package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** The classification of failures of the store; the only one of this module. */
final class GcsFailures {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;

    private final String bucket;

    GcsFailures(String bucket) {
        this.bucket = bucket;
    }

    /** The failure to do {@code what} with an object, for which one needs a permission. */
    StoreException of(String what, String name, String permission, Exception cause) {
        Kind kind = mayPass(cause) ? Kind.TRANSIENT : Kind.PERMANENT;
        return new StoreException(kind, "cannot " + what + " " + where(name) + ": " + reason(permission, cause), cause);
    }

    /** The failure of a commit with unknown outcome. */
    StoreException unknown(String name, Exception cause) {
        return new StoreException(
                Kind.UNKNOWN_OUTCOME,
                "outcome of the commit of " + where(name) + " is unknown: " + words(cause),
                cause);
    }

    /** Something is not there, or not as it should be. */
    StoreException permanent(String name, String what) {
        return new StoreException(Kind.PERMANENT, where(name) + " " + what, null);
    }

    /** True when a retry may succeed. */
    static boolean mayPass(Exception failure) {
        int status = status(failure);
        return status == TOO_MANY_REQUESTS
                || status == REQUEST_TIMEOUT
                || status >= INTERNAL_ERROR
                || isDamaged(failure)
                || (status == 0 && causedBy(failure, IOException.class));
    }

    /** True when the request may have been executed in spite of the failure. */
    static boolean leavesDoubt(Exception failure) {
        boolean notSent = causedBy(failure, ConnectException.class) || causedBy(failure, UnknownHostException.class);
        return mayPass(failure) && status(failure) != TOO_MANY_REQUESTS && !isDamaged(failure) && !notSent;
    }

    static boolean isAbsence(Exception failure) {
        return status(failure) == NOT_FOUND;
    }

    static boolean isBeyondEnd(Exception failure) {
        return status(failure) == RANGE_NOT_SATISFIABLE;
    }

    /** True when the store received damaged bytes. There is no separate code for that, only these words. */
    private static boolean isDamaged(Exception failure) {
        return status(failure) == BAD_REQUEST && words(failure).contains("match calculated");
    }

    /** True when an object exists that should not, or differs from the expected one. */
    static boolean isConflict(Exception failure) {
        return status(failure) == PRECONDITION_FAILED;
    }

    private String where(String name) {
        return name.isEmpty() ? "bucket " + bucket : "object " + name + " in bucket " + bucket;
    }

    private static String reason(String permission, Exception cause) {
        return switch (status(cause)) {
            case UNAUTHORIZED -> "the store refused the credentials; they may have expired or be of a deleted key";
            case FORBIDDEN -> "the credentials need the permission " + permission;
            case NOT_FOUND -> "there is no such bucket or object";
            default -> words(cause);
        };
    }

    private static String words(Exception cause) {
        String words = cause.getMessage();
        return words == null ? cause.getClass().getSimpleName() : words;
    }

    /** 0 when there was no answer. */
    private static int status(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BaseServiceException answer && answer.getCode() > 0) {
                return answer.getCode();
            }
        }
        return 0;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
