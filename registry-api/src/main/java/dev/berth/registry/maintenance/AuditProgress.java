package dev.berth.registry.maintenance;

/** Observes the progress of a check; must not throw. */
public interface AuditProgress {

    /** An observer without effect. */
    AuditProgress NONE = new AuditProgress() {};

    /** Reports the number of blobs and objects compared so far. */
    default void compared(long blobs, long objects) {}

    /** Reports the number of blobs and bytes read so far; the last blob has this key, after which a check can go on. */
    default void read(long blobs, long bytes, String key) {}
}
