package dev.berth.registry.launcher.metrics;

import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sample of the queues of a store. The queues are counted by a scan, so the store is queried on scrape, every 15
 * seconds at most. A value that cannot be read in time is not a number. Safe for use by any number of threads.
 */
final class QueueSample<T> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSample.class);
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final String what;
    private final Source<T> source;
    private final Clock clock;
    private CompletableFuture<Optional<T>> reading = CompletableFuture.completedFuture(Optional.empty());
    private Instant begun = Instant.MIN;
    private Deadline timeout = Deadline.NONE;

    /** A read that may fail. */
    interface Source<T> {
        T read() throws StoreException;
    }

    /**
     * @param what its name in a failure
     */
    QueueSample(String what, Source<T> source, Clock clock) {
        this.what = what;
        this.source = source;
        this.clock = clock;
    }

    /** A number of it, for a gauge. */
    Supplier<Number> number(ToDoubleFunction<T> value) {
        return () -> current().map(value::applyAsDouble).orElse(Double.NaN);
    }

    double secondsSince(Instant time) {
        return Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1e3);
    }

    /** Reads in a separate thread, since the page does not wait for a database without an answer. */
    private synchronized Optional<T> current() {
        Instant now = clock.instant();
        if (reading.isDone() && begun.isBefore(now.minus(FRESH))) {
            begun = now;
            reading = new CompletableFuture<>();
            CompletableFuture<Optional<T>> next = reading;
            Thread thread = new Thread(() -> next.complete(read()), "registry-metrics");
            thread.setDaemon(true);
            thread.start();
            timeout = Deadline.in(PATIENCE);
        }
        return answerOrNothing();
    }

    /** The result of a short wait, once for each reading. */
    private Optional<T> answerOrNothing() {
        try {
            return reading.get(timeout.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<T> read() {
        try {
            return Optional.of(Deadline.in(LONGEST).call(source::read));
        } catch (StoreException e) {
            LOG.warn("{} cannot be read: {}", what, e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("{} cannot be read", what, e);
            return Optional.empty();
        }
    }
}
