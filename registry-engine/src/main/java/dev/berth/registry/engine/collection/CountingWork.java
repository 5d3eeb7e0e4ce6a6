package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.SizeStore;
import java.time.Duration;

/** Counts the sizes of repositories whose tags changed, ahead of the question for them. */
final class CountingWork implements Work {
    private static final int BATCH = 100;

    /** Many changes of a repository are counted at once for little more than one. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final SizeStore sizes;

    CountingWork(SizeStore sizes) {
        this.sizes = sizes;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public Step step() throws StoreException {
        int counted = sizes.count(BATCH);
        return counted < BATCH ? new Step(Progress.NONE, REST) : new Step(Progress.MADE, Duration.ZERO);
    }
}
