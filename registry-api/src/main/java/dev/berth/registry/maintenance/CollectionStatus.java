package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The pending work of collection.
 *
 * @param reviews the pending reviews, by kind and reason
 * @param nextDue the time at which the next review of each kind is due, possibly past; without kinds that have none
 * @param deletions the pending deletions
 * @param holds the holds on deletions that were not released, in force or expired
 */
public record CollectionStatus(
        List<ReviewBacklog> reviews,
        Map<Reviewable.Kind, Instant> nextDue,
        DeletionBacklog deletions,
        List<DeletionHold> holds) {

    /** Copies the collections. */
    public CollectionStatus {
        reviews = List.copyOf(reviews);
        nextDue = Map.copyOf(nextDue);
        holds = List.copyOf(holds);
    }
}
