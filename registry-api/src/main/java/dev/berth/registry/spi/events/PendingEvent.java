package dev.berth.registry.spi.events;

import java.time.Instant;
import java.util.Objects;

/**
 * An event that awaits delivery.
 *
 * @param id its place: of two events of one repository that did not happen at the same time the earlier has the lower one
 * @param since when it was recorded
 */
public record PendingEvent(long id, Instant since, String payload) {

    /** Refuses null. */
    public PendingEvent {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(payload, "payload");
    }
}
