package dev.berth.registry.http.health;

import java.time.Duration;
import java.util.Objects;

/**
 * A check of something a server needs, repeated at an interval.
 *
 * @param name its name on the page, {@code database} for example
 * @param probe asks; returns when all is well
 * @param interval the pause between two probes
 * @param timeout the time after which a probe without an answer counts as failed
 * @param threshold the number of failures in succession that make the server unready
 */
public record HealthCheck(String name, Probe probe, Duration interval, Duration timeout, int threshold) {

    /**
     * Asks, on a thread of the check, and may fail. Within a {@link dev.berth.registry.model.Deadline} of the timeout.
     */
    @FunctionalInterface
    public interface Probe {
        /** Returns when all is well; the message of a failure is its reason. */
        void run() throws Exception;
    }

    /** Refuses an interval, timeout or threshold that is not positive. */
    public HealthCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(probe, "probe");
        if (interval.isNegative() || interval.isZero() || timeout.isNegative() || timeout.isZero() || threshold < 1) {
            throw new IllegalArgumentException(
                    "the check " + name + " needs a positive interval, timeout and threshold");
        }
    }
}
