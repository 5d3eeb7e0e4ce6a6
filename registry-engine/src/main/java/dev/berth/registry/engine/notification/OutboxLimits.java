package dev.berth.registry.engine.notification;

import java.time.Duration;
import java.util.Objects;

/**
 * How much an outbox keeps for who does not take it.
 *
 * @param age events older than this are dropped
 * @param count beyond so many events of a subscription the oldest are dropped
 * @param pulls so many events of reads are kept at most, in memory
 */
public record OutboxLimits(Duration age, long count, int pulls) {
    /** Seven days, a million changes, a thousand reads. */
    public static final OutboxLimits DEFAULT = new OutboxLimits(Duration.ofDays(7), 1_000_000, 1_000);

    /** Refuses what is not positive. */
    public OutboxLimits {
        Objects.requireNonNull(age, "age");
        if (NotifierConfig.isNothing(age) || count < 1 || pulls < 1) {
            throw new IllegalArgumentException("limits of the outbox must be positive");
        }
    }
}
