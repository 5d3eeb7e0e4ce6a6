package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.Objects;

/**
 * A pending review.
 *
 * @param since the time at which the review was scheduled, or of a later touch
 * @param reason the reason of the review
 */
public record PendingReview(Instant since, ReviewReason reason) {

    /** Refuses null. */
    public PendingReview {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(reason, "reason");
    }
}
