package dev.berth.registry.event;

import java.util.Objects;

/**
 * The registry process that recorded an event.
 *
 * @param address its listening address, {@code host:port}; may be empty
 * @param instance an id that is new with every start
 */
public record EventNode(String address, String instance) {

    /** Refuses null. */
    public EventNode {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(instance, "instance");
    }
}
