package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.Objects;

/**
 * The pending reviews of one kind and reason.
 *
 * @param waiting number of reviews, due or not; at least 1
 * @param oldest the time since which the oldest waits
 */
public record ReviewBacklog(Reviewable.Kind kind, ReviewReason reason, long waiting, Instant oldest) {

    /** Refuses null. */
    public ReviewBacklog {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(oldest, "oldest");
    }
}
