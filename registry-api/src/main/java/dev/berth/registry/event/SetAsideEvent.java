package dev.berth.registry.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that its recipient refused permanently.
 *
 * @param position its position in the outbox; of two events of one repository the earlier has the lower position
 * @param recorded the time at which it was recorded
 * @param event empty when it was written by an incompatible version
 */
public record SetAsideEvent(long position, Instant recorded, Optional<Event> event) {

    /** Refuses null. */
    public SetAsideEvent {
        Objects.requireNonNull(recorded, "recorded");
        Objects.requireNonNull(event, "event");
    }
}
