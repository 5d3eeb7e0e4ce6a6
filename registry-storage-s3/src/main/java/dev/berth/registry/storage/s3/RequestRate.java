package dev.berth.registry.storage.s3;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Paces requests: so many within a second, a second's worth at once. A call may count as several requests. Safe for use
 * by any number of threads.
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

    /** How long to wait for the turn of so many requests, which is taken by asking. */
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
