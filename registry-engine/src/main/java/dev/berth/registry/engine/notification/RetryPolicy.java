package dev.berth.registry.engine.notification;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The retry policy for failed deliveries.
 *
 * @param threshold the number of failures in a row after which the backoff applies; earlier retries follow soon
 * @param backoff the wait between later attempts; up to half of it is added at random, so that nodes do not retry at
 *     once
 * @param most the number of attempts after which events are dropped; if empty, only their age and number limit them
 */
public record RetryPolicy(int threshold, Duration backoff, OptionalInt most) {
    /** A retry about every 10 seconds after 5 failures, without a limit of attempts. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(10), OptionalInt.empty());

    /** Refuses values that are not positive. */
    public RetryPolicy {
        Objects.requireNonNull(backoff, "backoff");
        if (threshold < 1 || NotifierConfig.isNothing(backoff) || most.orElse(1) < 1) {
            throw new IllegalArgumentException("threshold, backoff and the number of attempts must be positive");
        }
    }

    /** True when events are dropped after this number of attempts. */
    boolean givesUpAfter(int attempts) {
        return most.isPresent() && attempts >= most.getAsInt();
    }

    /** The shortest wait after this number of failures in a row. */
    Duration after(int failures) {
        Duration soon = Duration.ofSeconds(1);
        return failures >= threshold || backoff.compareTo(soon) < 0 ? backoff : soon;
    }
}
