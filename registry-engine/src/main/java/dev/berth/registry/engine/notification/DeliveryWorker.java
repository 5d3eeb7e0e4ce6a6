package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Event;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that delivers to one subscription: as long as something is due, and when it is woken. While it rests,
 * stopping takes no time.
 */
final class DeliveryWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration BETWEEN_PRUNINGS = Duration.ofMinutes(1);
    private static final int MAX_FAILURES = 6;

    private final Subscription subscription;
    private final Delivery delivery;
    private final PullQueue pulls;
    private final NotifierConfig config;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private boolean woken;
    private boolean stopped;
    private int failures;
    private long lastPruned = System.nanoTime() - BETWEEN_PRUNINGS.toNanos();

    DeliveryWorker(Subscription subscription, Delivery delivery, PullQueue pulls, NotifierConfig config) {
        this.subscription = subscription;
        this.delivery = delivery;
        this.pulls = pulls;
        this.config = config;
        thread = new Thread(this::run, "berth-events-" + subscription.name());
        thread.setDaemon(true);
    }

    Subscription subscription() {
        return subscription;
    }

    void start() {
        thread.start();
    }

    /** Something may be due now. */
    void wake() {
        signal(false);
    }

    void pulled(Event event) {
        pulls.add(event);
        wake();
    }

    /** Asks it to stop after the batch it is at. */
    void stop() {
        signal(true);
    }

    /** Waits for its end, until a time is over. */
    void join(Deadline deadline) throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.join(Math.max(1, deadline.left().toMillis()));
        }
    }

    /** Interrupts the sink during a batch; the undelivered events are delivered again. */
    void interrupt() {
        thread.interrupt();
    }

    private void run() {
        while (rest(step())) {
            // the next step
        }
    }

    /** Answers the rest before the next step. */
    private Duration step() {
        try {
            prune();
            boolean deliveredChanges = delivery.changes();
            boolean deliveredPulls = delivery.pulls(pulls);
            failures = 0;
            return deliveredChanges || deliveredPulls ? Duration.ZERO : config.rest();
        } catch (StoreException e) {
            LOG.warn("notifications, {}: cannot read the outbox: {}", subscription.name(), e.getMessage());
            return failed();
        } catch (RuntimeException e) {
            LOG.error("notifications, {}: failed", subscription.name(), e);
            return failed();
        }
    }

    private Duration failed() {
        failures = Math.min(failures + 1, MAX_FAILURES);
        return config.rest().multipliedBy(1L << failures);
    }

    private void prune() throws StoreException {
        if (System.nanoTime() - lastPruned >= BETWEEN_PRUNINGS.toNanos()) {
            lastPruned = System.nanoTime();
            delivery.prune();
        }
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

    /** Lets some more come to what woke it. */
    private void gather() throws InterruptedException {
        long left = woken ? config.linger().toNanos() : 0;
        while (!stopped && left > 0) {
            left = change.awaitNanos(left);
        }
        woken = false;
    }

    /** False when it is time to end. */
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
}
