package dev.berth.registry.engine.request;

import static dev.berth.registry.event.EventAction.DELETE;
import static dev.berth.registry.event.EventAction.MOUNT;
import static dev.berth.registry.event.EventAction.PULL;
import static dev.berth.registry.event.EventAction.PUSH;
import static dev.berth.registry.event.EventAction.RENAME;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.Origin;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.events.NewEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates the events of one request. For a change it returns the events to record with it; the change itself decides
 * whether they are recorded. Events without a subscription are not created.
 */
public final class RequestEvents {
    private final EventPublisher publisher;
    private final IdGenerator names;
    private final Clock clock;
    private final Supplier<Origin> request;

    public RequestEvents(EventPublisher publisher, IdGenerator names, Clock clock, Supplier<Origin> request) {
        this.publisher = publisher;
        this.names = names;
        this.clock = clock;
        this.request = request;
    }

    /** The same for another request; this instance when there is no publisher. */
    public RequestEvents within(Supplier<Origin> other) {
        return publisher.equals(EventPublisher.NONE) ? this : new RequestEvents(publisher, names, clock, other);
    }

    public boolean wants(EventAction action) {
        return publisher.wants(action);
    }

    /** One event for every tag; a single event without tag for a push by digest alone. */
    public List<NewEvent> pushed(RepositoryName repository, Manifest manifest, List<Tag> tags) {
        if (!wants(PUSH)) {
            return List.of();
        }
        EventTargets target = EventTargets.of(repository, manifest);
        return tags.isEmpty()
                ? newEvents(PUSH, target.untagged())
                : tags.stream()
                        .flatMap(tag -> newEvents(PUSH, target.tagged(tag)).stream())
                        .toList();
    }

    public List<NewEvent> pushed(RepositoryName repository, Digest blob, long size) {
        return wants(PUSH) ? newEvents(PUSH, EventTargets.of(repository, blob, size, Optional.empty())) : List.of();
    }

    public List<NewEvent> mounted(RepositoryName target, RepositoryName source, Digest blob, long size) {
        return wants(MOUNT) ? newEvents(MOUNT, EventTargets.of(target, blob, size, Optional.of(source))) : List.of();
    }

    public List<NewEvent> deleted(RepositoryName repository, Digest content) {
        return wants(DELETE) ? newEvents(DELETE, EventTargets.of(repository, content)) : List.of();
    }

    public List<NewEvent> deleted(RepositoryName repository) {
        return wants(DELETE) ? newEvents(DELETE, EventTargets.of(repository)) : List.of();
    }

    public List<NewEvent> deleted(RepositoryName repository, Tag tag) {
        return wants(DELETE) ? newEvents(DELETE, EventTargets.of(repository, tag)) : List.of();
    }

    public List<NewEvent> renamed(Rename rename) {
        return wants(RENAME) ? newEvents(RENAME, EventTargets.of(rename)) : List.of();
    }

    public void pulled(RepositoryName repository, Reference reference, Manifest manifest) {
        if (wants(PULL)) {
            EventTargets target = EventTargets.of(repository, manifest);
            publisher.pulled(event(PULL, reference instanceof Tag tag ? target.tagged(tag) : target.untagged()));
        }
    }

    public void pulled(RepositoryName repository, Digest blob, long size) {
        if (wants(PULL)) {
            publisher.pulled(event(PULL, EventTargets.of(repository, blob, size, Optional.empty())));
        }
    }

    /** Wakes the delivery once the events are in the store. */
    public void recorded(List<NewEvent> events) {
        if (!events.isEmpty()) {
            publisher.recorded();
        }
    }

    private List<NewEvent> newEvents(EventAction action, EventTarget target) {
        return publisher.newEvents(event(action, target));
    }

    private Event event(EventAction action, EventTarget target) {
        return new Event(names.eventId(), clock.instant(), action, target, request.get(), publisher.node());
    }
}
