package dev.berth.registry.maintenance;

import java.util.Map;

/**
 * The result of a collection pass.
 *
 * @param removed number of unreferenced items removed, by kind
 * @param kept number of items still referenced, by kind
 * @param expired number of upload sessions ended
 * @param abandoned number of abandoned uploads removed from storage
 * @param deleted number of objects deleted
 * @param failed number of objects that could not be deleted; a retry follows, or they are set aside
 * @param bytes the bytes of the blobs that were removed
 */
public record CollectionReport(
        Map<Reviewable.Kind, Long> removed,
        Map<Reviewable.Kind, Long> kept,
        long expired,
        long abandoned,
        long deleted,
        long failed,
        long bytes) {

    /** Copies the maps. */
    public CollectionReport {
        removed = Map.copyOf(removed);
        kept = Map.copyOf(kept);
    }
}
