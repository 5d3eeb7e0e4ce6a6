package dev.berth.registry.storage.s3;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Limits the rate of requests: a number per second, with a burst of one second. A call may count as several requests.
 * Safe for use by any number of threads.
 */
final class RequestRate {
    private static final long SECOND = 1_000_000_000L;

    private final long step;
    private final LongSupplier nanoTime;
    private long next;

    RequestRate(OptionalInt perSecond, LongSupplier nanoTime) {
        this.step = perSecond.isPresent() ? SECOND / perSecond.getAsInt() : 0;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() - SECOND;
    }

    /** The wait for a number of requests, which this call reserves. */
    Duration turn(int requests) {
        if (step == 0) {
            return Duration.ZERO;
        }
        synchronized (this) {
            long now = nanoTime.getAsLong();
            next = Math.max(next, now - SECOND) + step * requests;
            return Duration.ofNanos(Math.max(0, next - now));
        }
    }
}
