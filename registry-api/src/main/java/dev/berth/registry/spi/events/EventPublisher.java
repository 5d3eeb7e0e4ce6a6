package dev.berth.registry.spi.events;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import java.util.List;

/** Who is told what happens in a registry. Nothing here blocks. Safe for use by any number of threads. */
public interface EventPublisher {
    /** Nobody is told anything. */
    EventPublisher NONE = new NoPublisher();

    /** The process that tells. */
    EventNode node();

    /** Whether anybody wants to hear of such; asked before an event is made. */
    boolean wants(EventAction action);

    /** What to record of a change, once for each who wants to hear of it. */
    List<NewEvent> newEvents(Event event);

    /** Something was recorded and awaits delivery. */
    void recorded();

    /** Something was read; nobody has recorded it. */
    void pulled(Event event);
}
