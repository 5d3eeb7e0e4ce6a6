package dev.berth.registry.http.limit;

import java.time.Duration;

/**
 * A rate limit: {@code burst} requests at once, and then {@code rate} requests in each period.
 *
 * @param rate the number of requests per period, 1 or more
 * @param period from a millisecond to a day
 * @param burst the number of requests at once after a rest, from 1 to a billion
 */
public record RateLimit(int rate, Duration period, int burst) {
    private static final int MAX = 1_000_000_000;

    /** Refuses what cannot be counted. */
    public RateLimit {
        if (rate < 1 || burst < 1 || rate > MAX || burst > MAX) {
            throw new IllegalArgumentException("rate and burst are from 1 to " + MAX);
        }
        if (period.toMillis() < 1 || period.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a period is from a millisecond to a day, not " + period);
        }
    }

    /** This number per minute, with a burst of the same size. */
    public static RateLimit perMinute(int rate) {
        return new RateLimit(rate, Duration.ofMinutes(1), rate);
    }

    /** The cost of one request, in nanoseconds. */
    long cost() {
        return Math.max(1, period.toNanos() / rate);
    }
}
