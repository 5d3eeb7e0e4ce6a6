package dev.berth.registry.event;

import java.io.IOException;
import java.util.List;

/** A receiver of events. Called by one thread at a time in each process. */
@FunctionalInterface
public interface EventSink {

    /**
     * Receives events, those of one repository in their order. A normal return acknowledges all of them; after an
     * exception all of them are delivered again later. An event may be delivered twice, for example when a process
     * stops in between.
     *
     * @param events at least one
     * @throws EventsRefused when trying again does not help: several events are then delivered singly, and one that is
     *     refused alone is set aside
     * @throws DeliveryRefused when it may be the sink that refuses all events, for a while
     * @throws IOException when they could not be taken; its message is logged
     */
    void deliver(List<Event> events) throws IOException;
}
