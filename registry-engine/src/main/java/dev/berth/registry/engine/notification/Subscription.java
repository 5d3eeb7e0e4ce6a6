package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventSink;
import dev.berth.registry.model.MediaType;
import java.util.Objects;
import java.util.Set;

/**
 * A subscription to the events of a registry.
 *
 * @param name the name of its recipient in the outbox: the same on every node and after every start, 1 to 128
 *     characters; a new name starts with an empty outbox
 * @param ignoredActions actions that are not delivered
 * @param ignoredMediaTypes media types of content that is not delivered
 */
public record Subscription(
        String name,
        EventSink sink,
        Set<EventAction> ignoredActions,
        Set<MediaType> ignoredMediaTypes,
        RetryPolicy retryPolicy) {
    private static final int LONGEST_NAME = 128;

    /** Copies the sets. */
    public Subscription {
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(retryPolicy, "persistence");
        ignoredActions = Set.copyOf(ignoredActions);
        ignoredMediaTypes = Set.copyOf(ignoredMediaTypes);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a subscription has 1 to " + LONGEST_NAME + " characters");
        }
    }

    /** A subscription to all events. */
    public static Subscription to(String name, EventSink sink) {
        return new Subscription(name, sink, Set.of(), Set.of(), RetryPolicy.DEFAULT);
    }

    /** The same without these actions. */
    public Subscription ignoring(EventAction... actions) {
        return new Subscription(name, sink, Set.of(actions), ignoredMediaTypes, retryPolicy);
    }

    boolean wants(EventAction action) {
        return !ignoredActions.contains(action);
    }

    boolean wants(Event event) {
        return wants(event.action())
                && event.target()
                        .mediaType()
                        .filter(ignoredMediaTypes::contains)
                        .isEmpty();
    }
}
