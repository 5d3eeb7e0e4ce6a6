package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.Reviewable;
import java.time.Duration;
import java.util.EnumMap;
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

    /** The sum of all reports. Safe for use by several threads. */
    static final class Sum implements CollectionListener {
        private final Map<Reviewable.Kind, Long> removed = new EnumMap<>(Reviewable.Kind.class);
        private final Map<Reviewable.Kind, Long> kept = new EnumMap<>(Reviewable.Kind.class);
        private long expired;
        private long abandoned;
        private long deleted;
        private long failed;
        private long bytes;

        @Override
        public synchronized void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
            removed.merge(kind, (long) batch.removed(), Long::sum);
            kept.merge(kind, (long) batch.kept(), Long::sum);
            bytes += batch.bytes();
        }

        @Override
        public synchronized void expired(int uploads) {
            expired += uploads;
        }

        @Override
        public synchronized void abandoned(int objects) {
            abandoned += objects;
        }

        @Override
        public synchronized void deleted(int objects, int failing, int setAside, Duration took) {
            deleted += objects;
            failed += failing + setAside;
        }

        synchronized CollectionReport report() {
            return new CollectionReport(removed, kept, expired, abandoned, deleted, failed, bytes);
        }
    }
}
