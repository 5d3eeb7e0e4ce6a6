package dev.berth.registry.engine.notification;

import dev.berth.registry.engine.background.BackgroundWorker;
import dev.berth.registry.engine.background.BackgroundWorkers;
import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.events.EventPublisher;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.NewEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Delivers the events of a registry to subscriptions: set it as the publisher of the engine, and {@link #start} it.
 * Events of changes are recorded with the change and delivered at least once, in order per repository, by any running
 * node. Events of reads are delivered by this process on a best-effort basis. A slow or failing sink delays neither
 * requests nor other sinks. It does not close the outbox. Safe for use by any number of threads.
 */
public final class Notifier implements EventPublisher, AutoCloseable {
    private static final int MAX_DOUBLINGS = 6;
    private static final HexFormat HEX = HexFormat.of();

    private final EventNode node;
    private final List<Route> routes;
    private final BackgroundWorkers workers;

    /** A subscription with the thread that delivers to it, and the reads that wait for it. */
    private record Route(Subscription subscription, BackgroundWorker worker, PullQueue pulls) {}

    private Notifier(EventStore outbox, Builder builder) {
        node = builder.node();
        requireNames(builder.subscriptions);
        routes = builder.subscriptions.stream()
                .map(subscription -> builder.route(subscription, outbox))
                .toList();
        workers = new BackgroundWorkers(routes.stream().map(Route::worker).toList());
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
    public Notifier start() {
        workers.start();
        return this;
    }

    @Override
    public EventNode node() {
        return node;
    }

    @Override
    public boolean wants(EventAction action) {
        for (Route route : routes) {
            if (route.subscription().wants(action)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<NewEvent> newEvents(Event event) {
        List<String> recipients = routes.stream()
                .map(Route::subscription)
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
        routes.forEach(route -> route.worker().wake());
    }

    @Override
    public void pulled(Event event) {
        for (Route route : routes) {
            if (route.subscription().wants(event)) {
                route.pulls().add(event);
                route.worker().wake();
            }
        }
    }

    /** Stops delivery after the current batches; remaining events stay in the outbox. */
    @Override
    public void close() {
        workers.close();
    }

    /** Builds a notifier. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private Optional<String> address = Optional.empty();
        private NotifierConfig config = NotifierConfig.DEFAULT;
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private NotificationListener listener = NotificationListener.NONE;
        private FailureReporter reporter = FailureReporter.NONE;

        private Builder() {}

        /** Sets the reporter of failed steps; none by default. */
        public Builder reporter(FailureReporter failures) {
            reporter = Objects.requireNonNull(failures, "failures");
            return this;
        }

        /** Adds a subscription. */
        public Builder report(Subscription subscription) {
            subscriptions.add(Objects.requireNonNull(subscription, "subscription"));
            return this;
        }

        /** Sets the listening address of this process; its instance id is random. */
        public Builder address(String listening) {
            address = Optional.of(listening);
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

        /** Sets the source of the instance id and of the jitter of waits; used by several threads at once. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "source");
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

        private EventNode node() {
            return new EventNode(address, HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong()));
        }

        private Route route(Subscription subscription, EventStore outbox) {
            Delivery delivery = new Delivery(outbox, subscription, config, clock, random, listener);
            PullQueue pulls = new PullQueue(config.limits().pulls());
            DeliveryTask task = new DeliveryTask(subscription.name(), delivery, pulls, config.rest(), clock);
            Backoff backoff =
                    new Backoff(config.rest().multipliedBy(2), config.rest().multipliedBy(1L << MAX_DOUBLINGS), random);
            return new Route(subscription, new BackgroundWorker(task, backoff, config.linger(), reporter), pulls);
        }
    }
}
