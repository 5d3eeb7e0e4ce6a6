package dev.berth.registry.spi.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The number and age of the events that await delivery to a recipient.
 *
 * @param waiting number of events
 * @param oldest the time since which the oldest waits
 */
public record EventBacklog(long waiting, Optional<Instant> oldest) {

    /** Refuses null. */
    public EventBacklog {
        Objects.requireNonNull(oldest, "oldest");
    }
}
