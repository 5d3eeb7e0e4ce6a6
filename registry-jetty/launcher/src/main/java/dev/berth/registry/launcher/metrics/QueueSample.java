package dev.berth.registry.launcher.metrics;

import dev.berth.registry.spi.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store says of its queues. They are counted by walking them, so it is asked when somebody looks, every 15 seconds
 * at most. What cannot be read is not a number. Safe for use by any number of threads.
 */
final class QueueSample<T> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSample.class);
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final String what;
    private final Source<T> source;
    private final Clock clock;
    private Optional<T> last = Optional.empty();
    private Instant read = Instant.MIN;

    /** What is read, and may fail. */
    interface Source<T> {
        T read() throws StoreException;
    }

    /** @param what is named when it cannot be read */
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

    private synchronized Optional<T> current() {
        Instant now = clock.instant();
        if (read.isBefore(now.minus(FRESH))) {
            last = read();
            read = now;
        }
        return last;
    }

    private Optional<T> read() {
        try {
            return Optional.of(source.read());
        } catch (StoreException e) {
            LOG.warn("{} cannot be read", what, e);
            return Optional.empty();
        }
    }
}
