package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;

/** Observes a collector, for metrics and progress. Called synchronously by its workers; must not throw. */
public interface CollectionListener {

    /** A listener without effect. */
    CollectionListener NONE = new CollectionListener() {};

    /** A batch of reviews was decided. */
    default void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {}

    /** Expired uploads were ended. */
    default void expired(int uploads) {}

    /** Unfinished objects without an upload session were removed. */
    default void abandoned(int objects) {}

    /**
     * Objects were deleted.
     *
     * @param failed number of failed deletions, to be retried
     * @param setAside number of deletions set aside
     */
    default void deleted(int objects, int failed, int setAside, Duration took) {}

    /** A step failed; it is retried after a backoff. */
    default void failed(String work, StoreException failure) {}
}
