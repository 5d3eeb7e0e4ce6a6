package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.UploadStore;
import java.time.Duration;

/** Ends uploads that took too long. */
final class ExpiryWork implements Work {
    private final UploadStore uploads;
    private final CollectorConfig config;
    private final CollectionListener listener;
    private final BatchThrottle throttle;

    ExpiryWork(UploadStore uploads, CollectorConfig config, CollectionListener listener) {
        this.uploads = uploads;
        this.config = config;
        this.listener = listener;
        throttle = new BatchThrottle(config.reviewBatch(), config.share(), config.reviewsPerSecond());
    }

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public Step step() throws StoreException {
        long begun = System.nanoTime();
        int ended = uploads.expire(throttle.batch());
        if (ended == 0) {
            return new Step(Progress.NONE, config.longestRest());
        }
        listener.expired(ended);
        return new Step(Progress.MADE, throttle.rest(ended, Duration.ofNanos(System.nanoTime() - begun)));
    }
}
