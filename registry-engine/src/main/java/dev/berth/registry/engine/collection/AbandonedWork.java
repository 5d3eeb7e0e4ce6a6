package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Removes unfinished objects whose upload is gone: a node was killed while it wrote to an upload that another had
 * ended, or the database was restored to an earlier state. Looks seldom, for there are few.
 */
final class AbandonedWork implements Work {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final MetadataStore metadata;
    private final BlobStore storage;
    private final CollectorConfig config;
    private final Clock clock;
    private final CollectionListener listener;
    private Instant next = Instant.MIN;

    AbandonedWork(
            MetadataStore metadata,
            BlobStore storage,
            CollectorConfig config,
            Clock clock,
            CollectionListener listener) {
        this.metadata = metadata;
        this.storage = storage;
        this.config = config;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public String name() {
        return "abandoned uploads";
    }

    @Override
    public Step step() throws StoreException {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            int removed = storage.capabilities()
                    .removeAbandoned(now.minus(config.abandonedAfter()), metadata.audit()::ofUploads);
            next = now.plus(INTERVAL);
            listener.abandoned(removed);
        }
        return new Step(Progress.NONE, config.longestRest());
    }
}
