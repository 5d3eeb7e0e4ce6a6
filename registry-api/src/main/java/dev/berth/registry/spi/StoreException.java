package dev.berth.registry.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failed call of a store. The message names the object concerned and contains no credential. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The class of a failure, assigned once by the adapter that throws it. */
    public enum Kind {
        /** Nothing was changed, and a retry may succeed: no connection, throttling, a full disk. */
        TRANSIENT,
        /** Nothing was changed because another writer of the object is open; a retry may succeed once it is closed. */
        BUSY,
        /** Nothing was changed because a repository was renamed; until its old name is free again a retry fails. */
        RENAMED,
        /** Nothing was changed, and a retry fails again: no permission, lost bytes, an invalid request. */
        PERMANENT,
        /** The outcome is unknown because the answer was lost. The caller reads the state to determine it. */
        UNKNOWN_OUTCOME
    }

    /** A failure with its cause. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** The class of the failure. */
    public Kind kind() {
        return kind;
    }
}
