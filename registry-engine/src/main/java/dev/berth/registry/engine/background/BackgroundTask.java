package dev.berth.registry.engine.background;

import dev.berth.registry.spi.StoreException;
import java.time.Duration;

/** A task that is repeated, one step at a time. For one thread. */
public interface BackgroundTask {

    /** The name in logs and of the thread. */
    String name();

    /**
     * Does a bounded part of the work, or finds that nothing is to be done.
     *
     * @return the rest before the next step; zero when there may be more to do
     * @throws StoreException when a store failed; the step is repeated after a backoff
     */
    Duration step() throws StoreException;

    /** A step failed; called before the backoff. */
    default void failed(StoreException failure) {}
}
