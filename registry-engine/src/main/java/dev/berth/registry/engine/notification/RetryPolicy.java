package dev.berth.registry.engine.notification;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How often to try again what a sink did not take.
 *
 * @param threshold after how many failures in a row to wait for long; until then it is tried again soon
 * @param backoff how long to wait then; up to a half more is added by chance, so that nodes do not come all at once
 * @param most after how many attempts events are dropped; empty for never, then only their age and number bound them
 */
public record RetryPolicy(int threshold, Duration backoff, OptionalInt most) {
    /** After 5 failures every 10 seconds or so, without end. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(10), OptionalInt.empty());

    /** Refuses what is not positive. */
    public RetryPolicy {
        Objects.requireNonNull(backoff, "backoff");
        if (threshold < 1 || NotifierConfig.isNothing(backoff) || most.orElse(1) < 1) {
            throw new IllegalArgumentException("threshold, backoff and the number of attempts must be positive");
        }
    }

    /** Whether so many attempts are enough. */
    boolean givesUpAfter(int attempts) {
        return most.isPresent() && attempts >= most.getAsInt();
    }

    /** The least wait after so many failures in a row. */
    Duration after(int failures) {
        Duration soon = Duration.ofSeconds(1);
        return failures >= threshold || backoff.compareTo(soon) < 0 ? backoff : soon;
    }
}
