package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the queues of collection. */
public final class CollectionQueues {
    private static final int EXAMINED_REVIEWS = 10_000;

    private CollectionQueues() {}

    /** The bytes that this collector will free, by hour; examines at most 10,000 reviews of each kind. */
    public static CollectionForecast forecast(MetadataStore metadata, CollectorConfig config) throws StoreException {
        return metadata.reviews().forecast(Set.copyOf(config.kinds()), config.delays(), EXAMINED_REVIEWS);
    }

    /** Reads the status as a collector with the defaults and these delays sees it; walks the queues. */
    public static CollectionStatus status(MetadataStore metadata, ReviewDelays delays) throws StoreException {
        return status(metadata, CollectorConfig.builder().delays(delays).build());
    }

    /**
     * Reads the status without content that this collector never reviews: unreferenced manifests, if they are kept.
     */
    public static CollectionStatus status(MetadataStore metadata, CollectorConfig config) throws StoreException {
        ReviewStore reviews = metadata.reviews();
        Map<Reviewable.Kind, Instant> nextDue = new EnumMap<>(Reviewable.Kind.class);
        for (Reviewable.Kind kind : config.kinds()) {
            Optional<Instant> next = reviews.next(kind, config.delays());
            next.ifPresent(time -> nextDue.put(kind, time));
        }
        return new CollectionStatus(
                reviews.backlog().stream()
                        .filter(backlog -> config.kinds().contains(backlog.kind()))
                        .toList(),
                nextDue,
                metadata.deletions().backlog(),
                metadata.deletionHolds().list());
    }
}
