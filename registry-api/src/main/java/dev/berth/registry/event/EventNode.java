package dev.berth.registry.event;

import java.util.Objects;
import java.util.Optional;

/**
 * The registry process that recorded an event.
 *
 * @param address its listening address, {@code host:port}
 * @param instance an id that is new with every start
 */
public record EventNode(Optional<String> address, String instance) {

    /** Refuses null and an empty instance. */
    public EventNode {
        Objects.requireNonNull(address, "address");
        if (instance.isEmpty()) {
            throw new IllegalArgumentException("an event node needs an instance id");
        }
    }
}
