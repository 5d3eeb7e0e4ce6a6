package dev.berth.registry.engine.collection;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;

/** A work of collection, repeated in the background. */
record CollectionTask(Work work, CollectionListener listener) implements BackgroundTask {

    @Override
    public String name() {
        return work.name();
    }

    @Override
    public Duration step() throws StoreException {
        return work.step().rest();
    }

    @Override
    public void failed(StoreException failure) {
        listener.failed(work.name(), failure);
    }
}
