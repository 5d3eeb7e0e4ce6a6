package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.Reviewable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The outcome of a collection pass.
 *
 * @param removed number of removed items by kind
 * @param kept number of kept items by kind
 * @param expired number of expired uploads
 * @param deleted number of deleted objects
 * @param failed number of failed deletions; they are retried later or set aside
 * @param bytes the bytes of the blobs that were removed
 */
public record CollectionReport(
        Map<Reviewable.Kind, Long> removed,
        Map<Reviewable.Kind, Long> kept,
        long expired,
        long deleted,
        long failed,
        long bytes) {

    /** Copies the maps. */
    public CollectionReport {
        removed = Map.copyOf(removed);
        kept = Map.copyOf(kept);
    }

    /** Sums the calls of a collector. Safe for use by several threads. */
    static final class Sum implements CollectionListener {
        private final Map<Reviewable.Kind, Long> removed = new EnumMap<>(Reviewable.Kind.class);
        private final Map<Reviewable.Kind, Long> kept = new EnumMap<>(Reviewable.Kind.class);
        private long expired;
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
        public synchronized void deleted(int objects, int failing, int setAside, Duration took) {
            deleted += objects;
            failed += failing + setAside;
        }

        synchronized CollectionReport report() {
            return new CollectionReport(removed, kept, expired, deleted, failed, bytes);
        }
    }
}
