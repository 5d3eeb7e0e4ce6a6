package dev.berth.registry.spi.metadata;

/** The outcome of {@link UploadStore#finish}. */
public enum FinishOutcome {
    /** The object is now the blob of its digest. */
    STORED,
    /** The digest already had a blob, which is now linked; the object awaits deletion. */
    DUPLICATE,
    /** The session is gone or at another version; nothing was changed. */
    STALE
}
