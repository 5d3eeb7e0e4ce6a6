package dev.berth.registry.engine.usage;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.engine.background.BackgroundWorker;
import dev.berth.registry.engine.background.BackgroundWorkers;
import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Measures the content of the registry as a whole in the background, for its figures by day. A measurement walks all
 * blobs: the rest after it is a thousand times as long as it took, from a minute to six hours. Of several nodes one
 * measures. Safe for use by any number of threads.
 */
public final class ContentMeasurement implements AutoCloseable {
    private static final Duration SHORTEST_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofHours(6);
    private static final int REST = 1_000;

    private final DailyFigureStore store;
    private final Clock clock;
    private final int days;
    private final BackgroundWorkers workers;
    private Duration rest = SHORTEST_REST;

    private ContentMeasurement(
            DailyFigureStore store, Clock clock, RandomGenerator random, int days, FailureReporter reporter) {
        this.store = store;
        this.clock = clock;
        this.days = days;
        workers = new BackgroundWorkers(List.of(
                new BackgroundWorker(new Measuring(), new Backoff(SHORTEST_REST, LONGEST_REST, random), reporter)));
    }

    /**
     * Measurements that are recorded in this store; not started.
     *
     * @param clock that of the metadata store
     * @param days the number of days for which measurements are kept
     * @param reporter receives failed measurements
     */
    public static ContentMeasurement of(
            DailyFigureStore store, Clock clock, RandomGenerator random, int days, FailureReporter reporter) {
        return new ContentMeasurement(store, clock, random, days, reporter);
    }

    /** Begins to measure in the background. */
    public ContentMeasurement start() {
        workers.start();
        return this;
    }

    /** Ends after the current measurement. */
    @Override
    public void close() {
        workers.close();
    }

    /** Measures, unless another node has done so; returns the rest. */
    Duration measure() throws StoreException {
        Instant began = clock.instant();
        if (store.measure(began.minus(rest.dividedBy(2)))) {
            rest = rest(Duration.between(began, clock.instant()));
            store.expire(LocalDate.ofInstant(began, ZoneOffset.UTC).minusDays(days));
        }
        return rest;
    }

    private static Duration rest(Duration took) {
        Duration rest = took.multipliedBy(REST);
        if (rest.compareTo(SHORTEST_REST) < 0) {
            return SHORTEST_REST;
        }
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private final class Measuring implements BackgroundTask {
        @Override
        public String name() {
            return "measurement";
        }

        @Override
        public Duration step() throws StoreException {
            return measure();
        }
    }
}
