package dev.berth.registry.spi.events;

import java.time.Instant;
import java.util.Objects;

/**
 * An event that awaits delivery.
 *
 * @param id its position: of two events of one repository the earlier has the lower id, unless they were concurrent
 * @param since the time at which it was recorded
 */
public record PendingEvent(long id, Instant since, String payload) {

    /** Refuses null. */
    public PendingEvent {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(payload, "payload");
    }
}
