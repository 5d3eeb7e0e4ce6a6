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
 * @param refusal the refusal, for a webhook with the status and the beginning of the answer: one line of at most 500
 *     characters; empty when it was not recorded
 */
public record SetAsideEvent(long position, Instant recorded, Optional<Event> event, Optional<String> refusal) {

    /** Refuses null. */
    public SetAsideEvent {
        Objects.requireNonNull(recorded, "recorded");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(refusal, "refusal");
    }
}
