package dev.berth.registry.engine.background;

import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.reporting.ReportedFailure;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that takes the steps of a task until it is stopped; a stop or {@link #wake} ends a rest at once. */
public final class BackgroundWorker {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWorker.class);

    private final BackgroundTask task;
    private final Backoff backoff;
    private final Duration linger;
    private final FailureReporter reporter;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean woken;
    private boolean stopped;
    private volatile boolean interrupted;
    private int failures;

    /** A worker for this task, with a backoff after failures. */
    public BackgroundWorker(BackgroundTask task, Backoff backoff, FailureReporter reporter) {
        this(task, backoff, Duration.ZERO, reporter);
    }

    /**
     * A worker for a task that is woken.
     *
     * @param linger the wait after a wake-up during a rest, so that one step serves several
     */
    public BackgroundWorker(BackgroundTask task, Backoff backoff, Duration linger, FailureReporter reporter) {
        this.task = task;
        this.backoff = backoff;
        this.linger = linger;
        this.reporter = reporter;
        thread = new Thread(this::run, "berth-" + task.name());
        thread.setDaemon(true);
    }

    /** Ends the rest: there may be something to do. A backoff is not shortened. */
    public void wake() {
        signal(false);
    }

    void start() {
        thread.start();
    }

    /** Requests the end of the thread after the current step. */
    void stop() {
        signal(true);
    }

    /** Waits for the end of the thread; false after the timeout. */
    boolean join(Duration timeout) throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.join(Math.max(1, timeout.toMillis()));
        }
        return !thread.isAlive();
    }

    /** Interrupts the current step. */
    void interrupt() {
        interrupted = true;
        thread.interrupt();
    }

    private void run() {
        while (rest(step())) {
            // the next step
        }
    }

    private Duration step() {
        try {
            Duration rest = task.step();
            failures = 0;
            return rest;
        } catch (StoreException e) {
            return isEnding(e) ? Duration.ZERO : afterFailure(e);
        } catch (RuntimeException e) {
            return isEnding(e) ? Duration.ZERO : afterDefect(e);
        }
    }

    /** The stop interrupts the step: its failure says nothing, and there is no next attempt. */
    private boolean isEnding(Exception failure) {
        boolean isEnding = interrupted;
        if (isEnding) {
            LOG.debug("{}: interrupted by its stop", task.name(), failure);
        }
        return isEnding;
    }

    private Duration afterFailure(StoreException failure) {
        task.failed(failure);
        reporter.report(ReportedFailure.ofBackground(task.name(), failure));
        Duration wait = backoff.after(++failures);
        LOG.warn(
                "{}: failed {} times in a row, next attempt in {} s: {}",
                task.name(),
                failures,
                wait.toSeconds(),
                failure.getMessage());
        return wait;
    }

    private Duration afterDefect(RuntimeException failure) {
        reporter.report(ReportedFailure.ofBackground(task.name(), failure));
        Duration wait = backoff.after(++failures);
        LOG.error("{}: failed {} times in a row", task.name(), failures, failure);
        return wait;
    }

    private void signal(boolean stop) {
        lock.lock();
        try {
            if (stop || !woken) {
                woken = true;
                stopped |= stop;
                change.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** False when the thread has to end. */
    private boolean rest(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (!stopped && !(woken && failures == 0) && left > 0) {
                left = change.awaitNanos(left);
            }
            if (!duration.isZero()) {
                gather();
            }
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void gather() throws InterruptedException {
        long left = woken ? linger.toNanos() : 0;
        while (!stopped && left > 0) {
            left = change.awaitNanos(left);
        }
        woken = false;
    }
}
