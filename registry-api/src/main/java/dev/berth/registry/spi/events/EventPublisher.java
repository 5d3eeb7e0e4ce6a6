package dev.berth.registry.spi.events;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import java.util.List;

/** Publishes the events of a registry. No method blocks. Safe for use by any number of threads. */
public interface EventPublisher {
    /** A publisher without recipients. */
    EventPublisher NONE = new NoPublisher();

    /** These publishers as one, which publishes as the node of the first; {@link #NONE} without any. */
    static EventPublisher all(List<EventPublisher> publishers) {
        return switch (publishers.size()) {
            case 0 -> NONE;
            case 1 -> publishers.get(0);
            default -> new SeveralPublishers(publishers);
        };
    }

    /** The process that publishes. */
    EventNode node();

    /** True when a recipient subscribes to this action. Asked before an event is created. */
    boolean wants(EventAction action);

    /** The events to record with a change, one for each recipient. */
    List<NewEvent> newEvents(Event event);

    /** Signals that an event was recorded and awaits delivery. */
    void recorded();

    /** Publishes a pull, which no store has recorded. */
    void pulled(Event event);
}
