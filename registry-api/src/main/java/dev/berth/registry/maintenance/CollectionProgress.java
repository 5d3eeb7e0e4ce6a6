package dev.berth.registry.maintenance;

/** Observes the progress of a collection; must not throw. */
@FunctionalInterface
public interface CollectionProgress {

    /** An observer without effect. */
    CollectionProgress NONE = (reviewed, removed, deleted) -> {};

    /** Reports the reviews decided, the items they removed and the objects deleted so far. */
    void collected(long reviewed, long removed, long deleted);
}
