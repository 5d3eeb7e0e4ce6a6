package dev.berth.registry.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store did not do what it was asked. The message names the thing, never a credential. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is known of the failure; the adapter that throws decides it, once. */
    public enum Kind {
        /** It did not happen, and the same call may succeed later: no connection, throttled, disk full. */
        TRANSIENT,
        /** It did not happen, because another writer of the object is open; it may when that has been closed. */
        BUSY,
        /** It did not happen, and trying again does not help: no permission, bytes lost, a request that makes no sense. */
        PERMANENT,
        /** It may have happened: the answer was lost. Who asked reads again to find out. */
        UNKNOWN_OUTCOME
    }

    /** A failure with what caused it. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** What is known of the failure. */
    public Kind kind() {
        return kind;
    }
}
