package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import java.time.Duration;

/** Something that is always done a little more of. For one thread. */
interface Work {

    /** The outcome of a step. */
    enum Progress {
        /** Something was done, and there may be more. */
        MADE,
        /** Nothing could be done now. */
        NONE
    }

    /**
     * The outcome of a step, and the time of the next one.
     *
     * @param rest the wait before the step, for a fair share of the stores or until the next due work
     */
    record Step(Progress progress, Duration rest) {
        boolean madeProgress() {
            return progress == Progress.MADE;
        }
    }

    /** The name in logs. */
    String name();

    /** Does a batch, or finds that nothing is to be done. */
    Step step() throws StoreException;
}
