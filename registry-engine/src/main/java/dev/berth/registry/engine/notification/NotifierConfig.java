package dev.berth.registry.engine.notification;

import java.time.Duration;
import java.util.Objects;

/**
 * The configuration of a notifier.
 *
 * @param batch the greatest number of events in one delivery
 * @param lease the time a delivery may take before another node may claim the same events
 * @param rest the interval at which a node polls for undelivered events of other nodes
 * @param linger the time during which events are gathered into one delivery
 * @param limits the limits of the outbox
 */
public record NotifierConfig(int batch, Duration lease, Duration rest, Duration linger, OutboxLimits limits) {
    /** Batches of 100, a lease of two minutes, polling every second, gathering for 100 ms, the default limits. */
    public static final NotifierConfig DEFAULT = new NotifierConfig(
            100, Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofMillis(100), OutboxLimits.DEFAULT);

    /** Refuses values that are not positive. */
    public NotifierConfig {
        Objects.requireNonNull(limits, "limits");
        if (batch < 1 || isNothing(lease) || isNothing(rest) || linger.isNegative()) {
            throw new IllegalArgumentException("batch, lease and rest must be positive, linger not negative");
        }
    }

    /** The same with other limits. */
    public NotifierConfig with(OutboxLimits others) {
        return new NotifierConfig(batch, lease, rest, linger, others);
    }

    /** The same with another lease. */
    public NotifierConfig leasing(Duration other) {
        return new NotifierConfig(batch, other, rest, linger, limits);
    }

    static boolean isNothing(Duration duration) {
        return duration.isZero() || duration.isNegative();
    }
}
