package dev.berth.registry.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An event of a registry.
 *
 * @param id unique; an event that is delivered twice has the same id both times
 * @param at the time at which it was recorded
 */
public record Event(String id, Instant at, EventAction action, EventTarget target, Origin origin, EventNode node) {

    /** Refuses null. */
    public Event {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(node, "node");
    }
}
