package dev.berth.registry.spi.events;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import java.util.List;
import java.util.Optional;

/** A publisher without recipients. */
final class NoPublisher implements EventPublisher {
    private static final EventNode NOWHERE = new EventNode(Optional.empty(), "none");

    @Override
    public EventNode node() {
        return NOWHERE;
    }

    @Override
    public boolean wants(EventAction action) {
        return false;
    }

    @Override
    public List<NewEvent> newEvents(Event event) {
        return List.of();
    }

    @Override
    public void recorded() {
        // no recipient
    }

    @Override
    public void pulled(Event event) {
        // no recipient
    }
}
