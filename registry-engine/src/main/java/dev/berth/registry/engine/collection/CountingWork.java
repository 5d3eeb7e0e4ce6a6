package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.InsightStore;
import java.time.Duration;

/** Counts the sizes of repositories whose tags changed, ahead of the question for them. */
final class CountingWork implements Work {
    private static final int BATCH = 100;

    /** Many changes of a repository are counted at once for little more than one. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final InsightStore insights;

    CountingWork(InsightStore insights) {
        this.insights = insights;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public Step step() throws StoreException {
        int counted = insights.count(BATCH);
        return counted < BATCH ? new Step(Progress.NONE, REST) : new Step(Progress.MADE, Duration.ZERO);
    }
}
