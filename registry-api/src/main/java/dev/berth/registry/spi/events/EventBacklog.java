package dev.berth.registry.spi.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much awaits delivery to a recipient.
 *
 * @param waiting how many events
 * @param oldest since when the first of them does
 * @param setAside how many were given up
 */
public record EventBacklog(long waiting, Optional<Instant> oldest, long setAside) {

    /** Refuses null. */
    public EventBacklog {
        Objects.requireNonNull(oldest, "oldest");
    }

    /** A backlog of which nothing was given up. */
    public EventBacklog(long waiting, Optional<Instant> oldest) {
        this(waiting, oldest, 0);
    }
}
