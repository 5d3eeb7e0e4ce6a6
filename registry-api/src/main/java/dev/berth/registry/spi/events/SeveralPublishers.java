package dev.berth.registry.spi.events;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import java.util.List;

/** Several publishers as one. */
record SeveralPublishers(List<EventPublisher> publishers) implements EventPublisher {

    SeveralPublishers {
        publishers = List.copyOf(publishers);
    }

    @Override
    public EventNode node() {
        return publishers.get(0).node();
    }

    @Override
    public boolean wants(EventAction action) {
        return publishers.stream().anyMatch(publisher -> publisher.wants(action));
    }

    @Override
    public List<NewEvent> newEvents(Event event) {
        return wanting(event).stream()
                .flatMap(publisher -> publisher.newEvents(event).stream())
                .toList();
    }

    @Override
    public void recorded() {
        publishers.forEach(EventPublisher::recorded);
    }

    @Override
    public void pulled(Event event) {
        wanting(event).forEach(publisher -> publisher.pulled(event));
    }

    private List<EventPublisher> wanting(Event event) {
        return publishers.stream()
                .filter(publisher -> publisher.wants(event.action()))
                .toList();
    }
}
