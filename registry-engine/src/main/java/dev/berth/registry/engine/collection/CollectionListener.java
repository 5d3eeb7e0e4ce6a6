package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.Reviewable;
import java.time.Duration;

/** Is told what a collector does, for metrics and progress. Called by its workers, who wait; must not throw. */
public interface CollectionListener {

    /** Tells nobody. */
    CollectionListener NONE = new CollectionListener() {};

    /** A batch of reviews was decided. */
    default void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {}

    /** Expired uploads were ended. */
    default void expired(int uploads) {}

    /**
     * Objects were deleted.
     *
     * @param failed how many of them could not be, to be tried again
     * @param setAside how many were given up
     */
    default void deleted(int objects, int failed, int setAside, Duration took) {}

    /** A step failed; it is taken again after a while. */
    default void failed(String work, StoreException failure) {}
}
