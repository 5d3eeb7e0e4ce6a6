package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The sum of the reports of a collection, which go on to another listener. Safe for use by several threads. */
final class CollectionSum implements CollectionListener {
    private final Map<Reviewable.Kind, Long> removed = new EnumMap<>(Reviewable.Kind.class);
    private final Map<Reviewable.Kind, Long> kept = new EnumMap<>(Reviewable.Kind.class);
    private final CollectionListener next;
    private long expired;
    private long abandoned;
    private long deleted;
    private long failed;
    private long bytes;

    CollectionSum(CollectionListener next) {
        this.next = next;
    }

    @Override
    public synchronized void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
        removed.merge(kind, (long) batch.removed(), Long::sum);
        kept.merge(kind, (long) batch.kept(), Long::sum);
        bytes += batch.bytes();
        next.reviewed(kind, batch, took);
    }

    @Override
    public synchronized void expired(int uploads) {
        expired += uploads;
        next.expired(uploads);
    }

    @Override
    public synchronized void abandoned(int objects) {
        abandoned += objects;
        next.abandoned(objects);
    }

    @Override
    public synchronized void deleted(int objects, int failing, int setAside, Duration took) {
        deleted += objects;
        failed += failing + setAside;
        next.deleted(objects, failing, setAside, took);
    }

    @Override
    public void failed(String work, StoreException failure) {
        next.failed(work, failure);
    }

    synchronized CollectionReport report() {
        return new CollectionReport(removed, kept, expired, abandoned, deleted, failed, bytes);
    }
}
