package dev.berth.registry.engine.audit;

/** Observes the progress of a check; must not throw. */
@FunctionalInterface
public interface AuditProgress {

    /** An observer without effect. */
    AuditProgress NONE = (blobs, objects) -> {};

    /** Reports the number of blobs and objects compared so far. */
    void compared(long blobs, long objects);
}
