package dev.berth.registry.spi.events;

import java.util.Objects;
import java.util.Optional;

/**
 * An event that was set aside.
 *
 * @param refusal the refusal for which it was set aside, if it was recorded
 */
public record RefusedEvent(PendingEvent event, Optional<String> refusal) {

    /** Refuses null. */
    public RefusedEvent {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(refusal, "refusal");
    }
}
