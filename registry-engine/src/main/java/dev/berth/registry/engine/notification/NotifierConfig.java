package dev.berth.registry.engine.notification;

import java.time.Duration;
import java.util.Objects;

/**
 * How events are delivered.
 *
 * @param batch how many events a sink gets at once, at most
 * @param lease how long a sink may take over a batch before another node may be handed the same
 * @param rest how long until a node looks by itself whether another one has left something to deliver
 * @param linger for how long events are gathered before they are delivered: many at once cost less
 * @param limits what the outbox keeps
 */
public record NotifierConfig(int batch, Duration lease, Duration rest, Duration linger, OutboxLimits limits) {
    /** 100 at once, two minutes for them, a look every second, gathered for 100 ms, the default limits. */
    public static final NotifierConfig DEFAULT = new NotifierConfig(
            100, Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofMillis(100), OutboxLimits.DEFAULT);

    /** Refuses what is not positive. */
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
