package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The events of a recipient that were not delivered.
 *
 * @param pending number of events that await delivery
 * @param oldest the time at which the oldest of them was recorded
 * @param setAside number of events that the recipient refused permanently
 */
public record RecipientBacklog(String recipient, long pending, Optional<Instant> oldest, long setAside) {

    /** Refuses null. */
    public RecipientBacklog {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(oldest, "oldest");
    }
}
