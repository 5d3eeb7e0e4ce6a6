package dev.berth.registry.launcher.command;

import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.Reviewable;
import java.time.Duration;

/** Shows the progress of a collection pass on a terminal. For one thread. */
final class RunProgress implements CollectionListener {
    private final Terminal terminal;
    private long reviewed;
    private long removed;
    private long deleted;

    RunProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void reviewed(Reviewable.Kind kind, ReviewBatch batch, Duration took) {
        reviewed += batch.reviewed();
        removed += batch.removed();
        show();
    }

    @Override
    public void deleted(int objects, int failed, int setAside, Duration took) {
        deleted += objects;
        show();
    }

    private void show() {
        terminal.show(reviewed + " reviewed, " + removed + " of them removed; " + deleted + " objects deleted");
    }
}
