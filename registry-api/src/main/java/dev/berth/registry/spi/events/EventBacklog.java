package dev.berth.registry.spi.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The number and age of the events that await delivery to a recipient.
 *
 * @param waiting number of events
 * @param oldest the time since which the oldest waits
 * @param setAside number of events set aside
 */
public record EventBacklog(long waiting, Optional<Instant> oldest, long setAside) {

    /** Refuses null. */
    public EventBacklog {
        Objects.requireNonNull(oldest, "oldest");
    }

    /** A backlog without events set aside. */
    public EventBacklog(long waiting, Optional<Instant> oldest) {
        this(waiting, oldest, 0);
    }
}
