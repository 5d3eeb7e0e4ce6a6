package dev.berth.registry.spi.maintenance;

import java.time.Instant;
import java.util.Objects;

/**
 * How many things of one kind await their review for one reason.
 *
 * @param waiting how many, due or not; at least 1
 * @param oldest since when the first of them does
 */
public record ReviewBacklog(Reviewable.Kind kind, ReviewReason reason, long waiting, Instant oldest) {

    /** Refuses null. */
    public ReviewBacklog {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(oldest, "oldest");
    }
}
