package dev.berth.registry.spi.metadata;

/** What became of {@link UploadStore#finish}. */
public enum FinishOutcome {
    /** The object is the blob of its digest now. */
    STORED,
    /** The digest had a blob already, which the repository has now too; the object awaits deletion. */
    DUPLICATE,
    /** The session is gone or at another version; nothing was changed. */
    STALE
}
