package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.spi.Audience;
import dev.berth.registry.spi.EventStore;
import dev.berth.registry.spi.NewEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Tells subscribers what happens in a registry: give it to the engine as its audience, and {@link #start} it. Events of
 * changes are recorded with them and delivered at least once, in order per repository, by whichever node of the registry
 * is up; events of reads are delivered by this process if it can. A slow or dead sink holds up neither requests nor other
 * sinks. It borrows the outbox. Safe for use by any number of threads.
 */
public final class Notifier implements Audience, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventNode node;
    private final List<Subscription> subscriptions;
    private final Map<String, Courier> couriers = new LinkedHashMap<>();
    private boolean started;

    private Notifier(EventStore outbox, Builder builder) {
        node = builder.node;
        subscriptions = List.copyOf(builder.subscriptions);
        for (Subscription subscription : subscriptions) {
            Courier courier = builder.courier(subscription, outbox);
            if (couriers.put(subscription.name(), courier) != null) {
                throw new IllegalArgumentException("two subscriptions are called " + subscription.name());
            }
        }
    }

    /** A builder that holds the defaults: the system's clock, {@link NotifierConfig#DEFAULT}, no subscription. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to deliver, also what was left by an earlier process.
     *
     * @throws IllegalStateException when it was started before
     */
    public synchronized Notifier start() {
        if (started) {
            throw new IllegalStateException("started before");
        }
        started = true;
        couriers.values().forEach(Courier::start);
        return this;
    }

    @Override
    public EventNode node() {
        return node;
    }

    @Override
    public boolean wants(EventAction action) {
        for (Subscription subscription : subscriptions) {
            if (subscription.wants(action)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<NewEvent> letters(Event event) {
        List<String> recipients = subscriptions.stream()
                .filter(subscription -> subscription.wants(event))
                .map(Subscription::name)
                .toList();
        if (recipients.isEmpty()) {
            return List.of();
        }
        String payload = EventText.of(event);
        return recipients.stream()
                .map(recipient -> new NewEvent(recipient, payload))
                .toList();
    }

    @Override
    public void recorded() {
        couriers.values().forEach(Courier::wake);
    }

    @Override
    public void pulled(Event event) {
        for (Subscription subscription : subscriptions) {
            if (subscription.wants(event)) {
                Objects.requireNonNull(couriers.get(subscription.name())).pulled(event);
            }
        }
    }

    /** Stops delivering, after the batches that are under way; what remains stays in the outbox. */
    @Override
    public void close() {
        couriers.values().forEach(Courier::stop);
        try {
            for (Courier courier : couriers.values()) {
                courier.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects what a notifier is made of. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private EventNode node = new EventNode("", UUID.randomUUID().toString());
        private NotifierConfig config = NotifierConfig.DEFAULT;
        private Clock clock = Clock.systemUTC();
        private NotificationListener listener = NotificationListener.NONE;

        private Builder() {}

        /** One more who is told. */
        public Builder tell(Subscription subscription) {
            subscriptions.add(Objects.requireNonNull(subscription, "subscription"));
            return this;
        }

        /** Where this process listens; its instance is a random UUID. */
        public Builder address(String listening) {
            node = new EventNode(listening, node.instance());
            return this;
        }

        /** How it goes about it. */
        public Builder config(NotifierConfig settings) {
            config = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** What time it is; the clock of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Who counts what becomes of events. */
        public Builder listener(NotificationListener counting) {
            listener = Objects.requireNonNull(counting, "counting");
            return this;
        }

        /**
         * A notifier that keeps events in this outbox.
         *
         * @throws IllegalArgumentException when two subscriptions have one name
         */
        public Notifier build(EventStore outbox) {
            return new Notifier(outbox, this);
        }

        private Courier courier(Subscription subscription, EventStore outbox) {
            Delivery delivery = new Delivery(outbox, subscription, config, clock, new SplittableRandom(), listener);
            return new Courier(
                    subscription.name(), delivery, new PullQueue(config.limits().pulls()), config);
        }
    }
}
