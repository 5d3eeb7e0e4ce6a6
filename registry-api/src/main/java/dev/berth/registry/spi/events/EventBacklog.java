package dev.berth.registry.spi.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much awaits delivery to a recipient.
 *
 * @param waiting how many events
 * @param oldest since when the first of them does
 */
public record EventBacklog(long waiting, Optional<Instant> oldest) {

    /** Refuses null. */
    public EventBacklog {
        Objects.requireNonNull(oldest, "oldest");
    }
}
