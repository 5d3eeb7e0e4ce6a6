package dev.berth.registry.spi.maintenance;

import java.time.Instant;
import java.util.Objects;

/**
 * A review that is still to come.
 *
 * @param since when the thing was suspected, or touched after that
 * @param reason why it was suspected
 */
public record PendingReview(Instant since, ReviewReason reason) {

    /** Refuses null. */
    public PendingReview {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(reason, "reason");
    }

    /** From when on it may be decided. */
    public Instant due(ReviewDelays delays) {
        return since.plus(delays.after(reason));
    }
}
