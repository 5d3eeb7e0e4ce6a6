package dev.berth.registry.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The delay between the scheduling of a review and its earliest decision, for each reason.
 *
 * @param byReason a delay for every reason, none negative
 */
public record ReviewDelays(Map<ReviewReason, Duration> byReason) {

    /** Refuses a missing or negative delay. */
    public ReviewDelays {
        byReason = Map.copyOf(byReason);
        for (ReviewReason reason : ReviewReason.values()) {
            if (Objects.requireNonNull(byReason.get(reason), reason.name()).isNegative()) {
                throw new IllegalArgumentException("negative delay for " + reason);
            }
        }
    }

    /** The same delay for every reason. */
    public static ReviewDelays of(Duration delay) {
        Map<ReviewReason, Duration> delays = new EnumMap<>(ReviewReason.class);
        for (ReviewReason reason : ReviewReason.values()) {
            delays.put(reason, delay);
        }
        return new ReviewDelays(delays);
    }

    /** These delays with another delay for one reason. */
    public ReviewDelays with(ReviewReason reason, Duration delay) {
        Map<ReviewReason, Duration> delays = new EnumMap<>(byReason);
        delays.put(reason, delay);
        return new ReviewDelays(delays);
    }

    /** The delay for a reason. */
    public Duration after(ReviewReason reason) {
        return Objects.requireNonNull(byReason.get(reason), reason.name());
    }

    /** The earliest time of the decision of a review. */
    public Instant due(PendingReview review) {
        return review.since().plus(after(review.reason()));
    }

    /** The shortest delay: no review scheduled from now on is due sooner. */
    public Duration shortest() {
        return byReason.values().stream().min(Duration::compareTo).orElseThrow();
    }
}
