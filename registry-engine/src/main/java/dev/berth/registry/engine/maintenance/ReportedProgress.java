package dev.berth.registry.engine.maintenance;

import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.maintenance.CollectionProgress;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import java.time.Duration;

/** Sums up the work of one collection for its observer. For one thread. */
final class ReportedProgress implements CollectionListener {
    private final CollectionProgress progress;
    private long reviewed;
    private long removed;
    private long deleted;

    ReportedProgress(CollectionProgress progress) {
        this.progress = progress;
    }

    @Override
    public void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
        reviewed += batch.reviewed();
        removed += batch.removed();
        progress.collected(reviewed, removed, deleted);
    }

    @Override
    public void deleted(int objects, int failed, int setAside, Duration took) {
        deleted += objects;
        progress.collected(reviewed, removed, deleted);
    }
}
