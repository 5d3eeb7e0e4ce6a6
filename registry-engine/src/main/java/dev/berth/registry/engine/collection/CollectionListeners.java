package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;

/** Tells two. */
record CollectionListeners(CollectionListener first, CollectionListener second) implements CollectionListener {

    @Override
    public void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
        first.reviewed(kind, batch, took);
        second.reviewed(kind, batch, took);
    }

    @Override
    public void expired(int uploads) {
        first.expired(uploads);
        second.expired(uploads);
    }

    @Override
    public void abandoned(int objects) {
        first.abandoned(objects);
        second.abandoned(objects);
    }

    @Override
    public void deleted(int objects, int failed, int setAside, Duration took) {
        first.deleted(objects, failed, setAside, took);
        second.deleted(objects, failed, setAside, took);
    }

    @Override
    public void failed(String work, StoreException failure) {
        first.failed(work, failure);
        second.failed(work, failure);
    }
}
