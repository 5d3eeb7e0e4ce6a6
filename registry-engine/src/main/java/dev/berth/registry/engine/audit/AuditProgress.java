package dev.berth.registry.engine.audit;

/** Is told how far a check is; must not throw. */
@FunctionalInterface
public interface AuditProgress {

    /** Tells nobody. */
    AuditProgress NONE = (blobs, objects) -> {};

    /** So many blobs and objects were compared. */
    void compared(long blobs, long objects);
}
