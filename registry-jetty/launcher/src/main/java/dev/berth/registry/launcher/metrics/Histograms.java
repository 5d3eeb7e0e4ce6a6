package dev.berth.registry.launcher.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.IntStream;

/** Buckets of timers: the same in every process, so that they can be added up over nodes. */
final class Histograms {
    private static final int[] QUERY_MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000};
    private static final int[] REQUEST_MILLIS = {
        5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000
    };

    private Histograms() {}

    /** For statements and calls, from a millisecond to half a minute. */
    static Timer.Builder ofCalls(Timer.Builder timer) {
        return timer.serviceLevelObjectives(durations(QUERY_MILLIS));
    }

    /** For requests with their bodies, from 5 ms to 5 minutes. */
    static Timer.Builder ofRequests(Timer.Builder timer) {
        return timer.serviceLevelObjectives(durations(REQUEST_MILLIS));
    }

    /** The upper bounds of the buckets of requests but the last, which has none. */
    static Duration[] requestBounds() {
        return durations(REQUEST_MILLIS);
    }

    private static Duration[] durations(int... millis) {
        return IntStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
