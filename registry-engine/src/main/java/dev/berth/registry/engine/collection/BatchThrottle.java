package dev.berth.registry.engine.collection;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The size of the next batch and the pause after it. Batches grow while they are quick and shrink when they are not, so
 * that locks are held for a moment only however slow the database is; rests grow with them. For one thread.
 */
final class BatchThrottle {
    private static final int LEAST = 20;
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Duration SLOW = Duration.ofMillis(400);

    private final int most;
    private final double share;
    private final OptionalInt perSecond;
    private int size;

    /**
     * A pace to begin with.
     *
     * @param most the greatest batch
     * @param share the share of time for work, above 0 and at most 1
     * @param perSecond the largest number of items per second; empty for no limit but the share
     */
    BatchThrottle(int most, double share, OptionalInt perSecond) {
        this.most = most;
        this.share = share;
        this.perSecond = perSecond;
        size = Math.min(most, 5 * LEAST);
    }

    /** The size of the next batch. */
    int batch() {
        return size;
    }

    /** Notes the duration of a batch of {@code things}, and answers the rest before the next one. */
    Duration rest(int things, Duration took) {
        if (took.compareTo(SLOW) > 0) {
            size = Math.max(Math.min(LEAST, most), size / 2);
        } else if (took.compareTo(QUICK) < 0 && things >= size) {
            size = Math.min(most, size * 2);
        }
        Duration rest = fraction(took, (1 - share) / share);
        Duration limit = limit(things).minus(took);
        return rest.compareTo(limit) >= 0 ? rest : limit;
    }

    private Duration limit(int things) {
        return perSecond.isPresent() ? Duration.ofSeconds(things).dividedBy(perSecond.getAsInt()) : Duration.ZERO;
    }

    private static Duration fraction(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
