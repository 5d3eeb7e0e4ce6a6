package dev.berth.registry.event;

import java.io.IOException;
import java.util.List;

/** Somebody who wants to be told. Called by one thread at a time in each process. */
@FunctionalInterface
public interface EventSink {

    /**
     * Takes events, those of one repository in the order in which they happened. To return is to have taken all of them;
     * to throw is to want all of them again later. Events may come twice: when a process ends in between, for example.
     *
     * @param events at least one
     * @throws EventsRefused when trying again does not help: several events are then delivered singly, and one that is
     *     refused alone is set aside
     * @throws IOException when they could not be taken; its message is logged
     */
    void deliver(List<Event> events) throws IOException;
}
