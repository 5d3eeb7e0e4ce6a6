package dev.berth.registry.engine.collection;

import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes the steps of a work until it is stopped; while it rests, stopping takes no time. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Work work;
    private final Backoff backoff;
    private final CollectionListener listener;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stop = lock.newCondition();
    private boolean stopped;
    private int failures;

    Worker(Work work, Backoff backoff, CollectionListener listener) {
        this.work = work;
        this.backoff = backoff;
        this.listener = listener;
        thread = new Thread(this::run, "berth-" + work.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Asks it to stop after the step it is at. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            stop.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for its end; false after the timeout. */
    boolean join(Duration most) throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.join(Math.max(1, most.toMillis()));
        }
        return !thread.isAlive();
    }

    /** Interrupts the step it is at. */
    void interrupt() {
        thread.interrupt();
    }

    private void run() {
        while (rest(step())) {
            // the next step
        }
    }

    private Duration step() {
        try {
            Work.Step step = work.step();
            failures = 0;
            return step.rest();
        } catch (StoreException e) {
            listener.failed(work.name(), e);
            Duration wait = backoff.after(++failures);
            LOG.warn(
                    "collection, {}: failed {} times in a row, next attempt in {} s: {}",
                    work.name(),
                    failures,
                    wait.toSeconds(),
                    e.getMessage());
            return wait;
        } catch (RuntimeException e) {
            Duration wait = backoff.after(++failures);
            LOG.error("collection, {}: failed {} times in a row", work.name(), failures, e);
            return wait;
        }
    }

    /** False when it is time to end. */
    private boolean rest(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (!stopped && left > 0) {
                left = stop.awaitNanos(left);
            }
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
