package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.DeletedManifestStore;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets deleted tags and manifests once their content may be collected. */
final class ForgettingWork implements Work {
    private final DeletedTagStore deletedTags;
    private final DeletedManifestStore deletedManifests;
    private final CollectorConfig config;
    private final Clock clock;

    ForgettingWork(
            DeletedTagStore deletedTags, DeletedManifestStore deletedManifests, CollectorConfig config, Clock clock) {
        this.deletedTags = deletedTags;
        this.deletedManifests = deletedManifests;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forgetting";
    }

    @Override
    public Step step() throws StoreException {
        Instant now = clock.instant();
        Duration ofTags = config.delays().after(ReviewReason.TAG_DELETED);
        Duration ofManifests = config.delays().after(ReviewReason.MANIFEST_DELETED);
        int most = config.reviewBatch();
        // A tag may have been deleted with its manifest.
        Duration longer = ofTags.compareTo(ofManifests) > 0 ? ofTags : ofManifests;
        int tags = deletedTags.forget(now.minus(longer), most);
        int manifests = deletedManifests.forget(now.minus(ofManifests), most);
        return Math.max(tags, manifests) < most
                ? new Step(Progress.NONE, config.longestRest())
                : new Step(Progress.MADE, Duration.ZERO);
    }
}
