package dev.berth.registry.http.limit;

import java.time.Duration;

/**
 * A rate limit: {@code burst} requests at once, and then {@code rate} requests in each period.
 *
 * @param rate how often in a period, 1 or more
 * @param period from a millisecond to a day
 * @param burst how often at once by who has been quiet, from 1 to a billion
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

    /** So many in a minute, and as many at once. */
    public static RateLimit perMinute(int rate) {
        return new RateLimit(rate, Duration.ofMinutes(1), rate);
    }

    /** The cost of one request, in nanoseconds. */
    long cost() {
        return Math.max(1, period.toNanos() / rate);
    }
}
