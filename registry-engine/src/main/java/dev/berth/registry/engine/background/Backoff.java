package dev.berth.registry.engine.background;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Backoff after failures: exponential, bounded, and randomized if it has a source of randomness. */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final @Nullable RandomGenerator random;

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

    /** A backoff without randomness: each wait is the full time. */
    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.random = null;
    }

    /**
     * The wait after this many failures in a row, at least 1: the full time, or, randomized, between half of it and
     * all.
     */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long full = Math.min(Math.max(doubled, 1), longest.toMillis());
        return Duration.ofMillis(random == null ? full : full / 2 + random.nextLong(full / 2 + 1));
    }
}
