package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DeletionBacklog;
import dev.berth.registry.spi.maintenance.ReviewBacklog;
import dev.berth.registry.spi.maintenance.ReviewDelays;
import dev.berth.registry.spi.maintenance.ReviewStore;
import dev.berth.registry.spi.maintenance.Reviewable;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pending work of collection.
 *
 * @param reviews the pending reviews, by kind and reason
 * @param nextDue the time at which the next review of each kind is due, possibly past; without kinds that have none
 * @param deletions the pending deletions
 */
public record CollectionStatus(
        List<ReviewBacklog> reviews, Map<Reviewable.Kind, Instant> nextDue, DeletionBacklog deletions) {

    /** Copies the collections. */
    public CollectionStatus {
        reviews = List.copyOf(reviews);
        nextDue = Map.copyOf(nextDue);
    }

    /** Reads it as a collector with the defaults and these delays sees it; walks the queues. */
    public static CollectionStatus of(MetadataStore metadata, ReviewDelays delays) throws StoreException {
        return of(metadata, CollectorConfig.builder().delays(delays).build());
    }

    /**
     * Reads the status without content that this collector never reviews: unreferenced manifests, if they are kept.
     */
    public static CollectionStatus of(MetadataStore metadata, CollectorConfig config) throws StoreException {
        ReviewStore reviews = metadata.reviews();
        ReviewDelays delays = config.delays();
        Map<Reviewable.Kind, Instant> nextDue = new EnumMap<>(Reviewable.Kind.class);
        for (Reviewable.Kind kind : config.kinds()) {
            Optional<Instant> next = reviews.next(kind, delays);
            next.ifPresent(time -> nextDue.put(kind, time));
        }
        return new CollectionStatus(
                reviews.backlog().stream()
                        .filter(backlog -> config.kinds().contains(backlog.kind()))
                        .toList(),
                nextDue,
                metadata.deletions().backlog());
    }
}
