package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.NewEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Delivers the events of a registry to subscriptions: set it as the publisher of the engine, and {@link #start} it.
 * Events of changes are recorded with the change and delivered at least once, in order per repository, by any running
 * node. Events of reads are delivered by this process on a best-effort basis. A slow or failing sink delays neither
 * requests nor other sinks. It does not close the outbox. Safe for use by any number of threads.
 */
public final class Notifier implements EventPublisher, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final EventNode node;
    private final List<DeliveryWorker> couriers;
    private boolean started;

    private Notifier(EventStore outbox, Builder builder) {
        node = builder.node;
        requireNames(builder.subscriptions);
        couriers = builder.subscriptions.stream()
                .map(subscription -> builder.worker(subscription, outbox))
                .toList();
    }

    private static void requireNames(List<Subscription> subscriptions) {
        Set<String> names = new HashSet<>();
        for (Subscription subscription : subscriptions) {
            if (!names.add(subscription.name())) {
                throw new IllegalArgumentException("duplicate subscription name: " + subscription.name());
            }
        }
    }

    /** A builder that holds the defaults: the system's clock, {@link NotifierConfig#DEFAULT}, no subscription. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts delivery, including events left by an earlier process.
     *
     * @throws IllegalStateException when it was started before
     */
    public synchronized Notifier start() {
        if (started) {
            throw new IllegalStateException("started before");
        }
        started = true;
        couriers.forEach(DeliveryWorker::start);
        return this;
    }

    @Override
    public EventNode node() {
        return node;
    }

    @Override
    public boolean wants(EventAction action) {
        for (DeliveryWorker worker : couriers) {
            if (worker.subscription().wants(action)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<NewEvent> newEvents(Event event) {
        List<String> recipients = couriers.stream()
                .map(DeliveryWorker::subscription)
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
        couriers.forEach(DeliveryWorker::wake);
    }

    @Override
    public void pulled(Event event) {
        for (DeliveryWorker worker : couriers) {
            if (worker.subscription().wants(event)) {
                worker.pulled(event);
            }
        }
    }

    /** Stops delivery after the current batches; remaining events stay in the outbox. */
    @Override
    public void close() {
        couriers.forEach(DeliveryWorker::stop);
        try {
            join(Deadline.in(PATIENCE));
            couriers.forEach(DeliveryWorker::interrupt);
            join(Deadline.in(AFTER_INTERRUPT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(Deadline deadline) throws InterruptedException {
        for (DeliveryWorker worker : couriers) {
            worker.join(deadline);
        }
    }

    /** Builds a notifier. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private EventNode node = new EventNode("", UUID.randomUUID().toString());
        private NotifierConfig config = NotifierConfig.DEFAULT;
        private Clock clock = Clock.systemUTC();
        private NotificationListener listener = NotificationListener.NONE;

        private Builder() {}

        /** Adds a subscription. */
        public Builder report(Subscription subscription) {
            subscriptions.add(Objects.requireNonNull(subscription, "subscription"));
            return this;
        }

        /** Sets the listening address of this process; its instance id is a random UUID. */
        public Builder address(String listening) {
            node = new EventNode(listening, node.instance());
            return this;
        }

        /** Sets the configuration. */
        public Builder config(NotifierConfig settings) {
            config = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Sets the clock, which is that of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Sets the listener for metrics. */
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

        private DeliveryWorker worker(Subscription subscription, EventStore outbox) {
            Delivery delivery = new Delivery(outbox, subscription, config, clock, new SplittableRandom(), listener);
            return new DeliveryWorker(
                    subscription, delivery, new PullQueue(config.limits().pulls()), config);
        }
    }
}
