package dev.berth.registry.engine.notification;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of an outbox for events that are not delivered.
 *
 * @param age events older than this are dropped
 * @param count the greatest number of events of a subscription; beyond it the oldest are dropped
 * @param pulls the greatest number of events of reads kept in memory
 */
public record OutboxLimits(Duration age, long count, int pulls) {
    /** Seven days, a million changes, a thousand reads. */
    public static final OutboxLimits DEFAULT = new OutboxLimits(Duration.ofDays(7), 1_000_000, 1_000);

    /** Refuses values that are not positive. */
    public OutboxLimits {
        Objects.requireNonNull(age, "age");
        if (NotifierConfig.isNothing(age) || count < 1 || pulls < 1) {
            throw new IllegalArgumentException("limits of the outbox must be positive");
        }
    }
}
