package dev.berth.registry.storage.s3;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Gives each call its turn, so many within a second, a second's worth at once. Safe for use by any number of threads. */
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

    /** How long to wait for the turn that is taken by asking. */
    Duration turn() {
        if (step == 0) {
            return Duration.ZERO;
        }
        synchronized (this) {
            long now = nanoTime.getAsLong();
            next = Math.max(next, now - SECOND) + step;
            return Duration.ofNanos(Math.max(0, next - now));
        }
    }
}
