package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import java.time.Clock;
import java.time.Duration;

/** Forgets deleted tags once the manifests they named may be collected. */
final class ForgettingWork implements Work {
    private final DeletedTagStore deletedTags;
    private final CollectorConfig config;
    private final Clock clock;

    ForgettingWork(DeletedTagStore deletedTags, CollectorConfig config, Clock clock) {
        this.deletedTags = deletedTags;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forgetting";
    }

    @Override
    public Step step() throws StoreException {
        Duration delay = config.delays().after(ReviewReason.TAG_DELETED);
        int forgotten = deletedTags.forget(clock.instant().minus(delay), config.reviewBatch());
        return forgotten < config.reviewBatch()
                ? new Step(Progress.NONE, config.longestRest())
                : new Step(Progress.MADE, Duration.ZERO);
    }
}
