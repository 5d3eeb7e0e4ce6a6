package dev.berth.registry.engine.background;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Backoff after failures: exponential, bounded and randomized. */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    /**
     * A backoff.
     *
     * @param first the longest wait after one failure, which each further failure doubles
     * @param longest the bound of all waits
     * @param random used by several threads at once if the backoff is
     */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The wait after this many failures in a row, at least 1: between half of the full time and all of it. */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long full = Math.min(Math.max(doubled, 1), longest.toMillis());
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
