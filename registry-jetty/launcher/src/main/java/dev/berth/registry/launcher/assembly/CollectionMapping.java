package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.launcher.config.CollectionKeys;
import dev.berth.registry.launcher.config.CollectionKeys.Untagged;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Key;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.ReviewReason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The mapping from the configuration to the collector. */
public final class CollectionMapping {
    /** The clocks of a server and of its storage. */
    static final Duration CLOCKS_MAY_DIFFER = Duration.ofHours(1);

    private final Configuration configuration;

    public CollectionMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * The reason for which a server collects nothing; empty when it does. Maintenance without writes includes
     * collection.
     */
    public Optional<String> whyNothingIsCollected() {
        if (isReadOnly()) {
            return Optional.of("read-only mode (storage.maintenance.readonly)");
        }
        return configuration.get(CollectionKeys.DISABLED) || configuration.get(CollectionKeys.BLOBS_DISABLED)
                ? Optional.of("disabled (gc.disabled)")
                : Optional.empty();
    }

    /** True when nothing may change. */
    public boolean isReadOnly() {
        return configuration.get(Keys.STORAGE_READONLY);
    }

    /** True when untagged manifests are collected. */
    public boolean collectsUntagged() {
        return configuration.get(CollectionKeys.UNTAGGED) == Untagged.COLLECT
                && !configuration.get(CollectionKeys.MANIFESTS_DISABLED);
    }

    /** The retention of unreferenced content, by reason. */
    public ReviewDelays delays() {
        ReviewDelays delays = ReviewDelays.of(configuration.get(CollectionKeys.REVIEWAFTER));
        for (Map.Entry<ReviewReason, Key<Optional<Duration>>> key : CollectionKeys.DELAYS.entrySet()) {
            Optional<Duration> delay = configuration.get(key.getValue());
            delays = delay.isPresent() ? delays.with(key.getKey(), delay.get()) : delays;
        }
        return delays;
    }

    /** The configuration of the collector. */
    public CollectorConfig collector() {
        return with(delays());
    }

    /** The same with other delays than the configured ones. */
    public CollectorConfig with(ReviewDelays delays) {
        CollectorConfig.Builder collector = CollectorConfig.builder()
                .delays(delays)
                .untaggedManifests(collectsUntagged())
                .reviewBatch(configuration.get(CollectionKeys.BATCH_REVIEWS))
                .deletionBatch(configuration.get(CollectionKeys.BATCH_DELETIONS))
                .abandonedAfter(configuration.get(Keys.STORAGE_UPLOAD_AGE).plus(CLOCKS_MAY_DIFFER))
                .share(configuration.get(CollectionKeys.SHARE));
        configuration.get(CollectionKeys.RATE_REVIEWS).ifPresent(collector::reviewsPerSecond);
        configuration.get(CollectionKeys.RATE_DELETIONS).ifPresent(collector::deletionsPerSecond);
        return collector.build();
    }
}
