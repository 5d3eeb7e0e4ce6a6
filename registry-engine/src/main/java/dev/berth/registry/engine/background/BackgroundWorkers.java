package dev.berth.registry.engine.background;

import dev.berth.registry.model.Deadline;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers that are started once and closed together. Safe for use by several threads. */
public final class BackgroundWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWorkers.class);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(5);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final List<BackgroundWorker> workers;
    private boolean started;

    /** These workers, none of which has been started. */
    public BackgroundWorkers(List<BackgroundWorker> workers) {
        this.workers = List.copyOf(workers);
    }

    /**
     * Starts all of them.
     *
     * @throws IllegalStateException when they were started before
     */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("started before");
        }
        started = true;
        workers.forEach(BackgroundWorker::start);
    }

    /**
     * Stops the workers, each after its current step, or at once during a rest. A step longer than five seconds is
     * interrupted.
     */
    @Override
    public void close() {
        workers.forEach(BackgroundWorker::stop);
        try {
            if (!join(Deadline.in(LONGEST_STEP))) {
                workers.forEach(BackgroundWorker::interrupt);
                if (!join(Deadline.in(AFTER_INTERRUPT))) {
                    LOG.warn(
                            "a background step did not end within {} s after the stop; it is abandoned",
                            LONGEST_STEP.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean join(Deadline deadline) throws InterruptedException {
        boolean ended = true;
        for (BackgroundWorker worker : workers) {
            ended &= worker.join(deadline.left());
        }
        return ended;
    }
}
