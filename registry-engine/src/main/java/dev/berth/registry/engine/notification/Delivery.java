package dev.berth.registry.engine.notification;

import dev.berth.registry.event.DeliveryRefused;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventsRefused;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.PendingEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the events of one subscription to its sink and records the result in the outbox. For one thread. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int PRUNE_BATCH = 1_000;
    private static final int SINGLY_EVERY = 5;

    private final EventStore outbox;
    private final Subscription subscription;
    private final NotifierConfig config;
    private final Clock clock;
    private final RandomGenerator random;
    private final NotificationListener listener;

    Delivery(
            EventStore outbox,
            Subscription subscription,
            NotifierConfig config,
            Clock clock,
            RandomGenerator random,
            NotificationListener listener) {
        this.outbox = outbox;
        this.subscription = subscription;
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
    }

    /** Delivers a batch of changes; false when none was due. */
    boolean changes() throws StoreException {
        Optional<ClaimedEvents> claimed = outbox.claim(subscription.name(), config.batch(), config.lease());
        if (claimed.isPresent()) {
            deliver(claimed.get());
        }
        return claimed.isPresent();
    }

    private void deliver(ClaimedEvents claimed) throws StoreException {
        List<ParsedEvent> events = readable(claimed);
        Optional<Exception> failure = events.isEmpty()
                ? Optional.empty()
                : attempt(events.stream().map(ParsedEvent::event).toList());
        if (failure.isEmpty()) {
            listener.delivered(subscription.name(), events.size());
            outbox.done(claimed);
        } else if (mayConcernSome(failure.get(), claimed.attempts(), events.size())) {
            deliverSingly(claimed, events, failure.get());
        } else {
            failed(claimed, failure.get());
        }
    }

    private record ParsedEvent(PendingEvent waiting, Event event) {}

    /** Unreadable events were written by an incompatible version; they must not delay later events forever. */
    private List<ParsedEvent> readable(ClaimedEvents claimed) {
        List<ParsedEvent> events = new ArrayList<>();
        for (PendingEvent waiting : claimed.events()) {
            try {
                events.add(new ParsedEvent(waiting, EventReading.of(waiting.payload())));
            } catch (IOException e) {
                LOG.error(
                        "notifications, {}: event {} cannot be read and is dropped",
                        subscription.name(),
                        waiting.id(),
                        e);
                listener.dropped(subscription.name(), 1);
            }
        }
        return events;
    }

    /**
     * True for a refusal after which the events are delivered one by one: a permanent one, and at times one of the
     * whole sink, since it may concern a single event. At times, as a sink that refuses all gets a request for each.
     */
    private static boolean mayConcernSome(Exception failure, int attempts, int events) {
        return failure instanceof EventsRefused
                || (failure instanceof DeliveryRefused && events > 1 && attempts % SINGLY_EVERY == 0);
    }

    private void deliverSingly(ClaimedEvents claimed, List<ParsedEvent> events, Exception refusal)
            throws StoreException {
        SingleDeliveries singly = new SingleDeliveries();
        boolean goesOn = true;
        for (int i = 0; i < events.size() && goesOn; i++) {
            Optional<Exception> outcome = events.size() == 1
                    ? Optional.of(refusal)
                    : attempt(List.of(events.get(i).event()));
            goesOn = singly.add(events.get(i).waiting(), outcome);
        }
        setAside(claimed, singly);
        listener.delivered(subscription.name(), singly.accepted().size());
        if (!singly.isComplete() && singly.isVain()) {
            failed(claimed, singly.failureOr(refusal));
        } else {
            outbox.done(part(claimed, singly.isComplete() ? claimed.events() : singly.accepted()));
        }
    }

    private void setAside(ClaimedEvents claimed, SingleDeliveries singly) throws StoreException {
        List<PendingEvent> refused = singly.refused();
        if (refused.isEmpty()) {
            return;
        }
        LOG.warn(
                "notifications, {}: {} events were refused and set aside, the first at position {}; registry events"
                        + " list shows them: {}",
                subscription.name(),
                refused.size(),
                refused.get(0).id(),
                singly.refusals().get(refused.get(0).id()));
        outbox.setAside(part(claimed, refused), singly.refusals());
        listener.setAside(subscription.name(), refused.size());
    }

    private static ClaimedEvents part(ClaimedEvents claimed, List<PendingEvent> events) {
        return new ClaimedEvents(claimed.recipient(), claimed.lane(), claimed.claim(), claimed.attempts(), events);
    }

    private Optional<Exception> attempt(List<Event> events) {
        try {
            subscription.sink().deliver(events);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(e);
        }
    }

    private void failed(ClaimedEvents claimed, Exception failure) throws StoreException {
        int attempts = claimed.attempts();
        int events = claimed.events().size();
        if (subscription.retryPolicy().givesUpAfter(attempts)) {
            LOG.warn(
                    "notifications, {}: {} events dropped after {} attempts",
                    subscription.name(),
                    events,
                    attempts,
                    failure);
            listener.dropped(subscription.name(), events);
            outbox.done(claimed);
        } else {
            report(attempts, failure);
            listener.failed(subscription.name(), events);
            outbox.retry(
                    claimed,
                    clock.instant().plus(jittered(subscription.retryPolicy().after(attempts))));
        }
    }

    /** The first failure is worth a line, and then every tenth. */
    private void report(int attempts, Exception failure) {
        if (attempts % 10 == 1) {
            LOG.warn(
                    "notifications, {}: delivery failed, attempt {}: {}",
                    subscription.name(),
                    attempts,
                    failure.toString());
        }
    }

    private Duration jittered(Duration wait) {
        return wait.plusNanos(random.nextLong(wait.toNanos() / 2 + 1));
    }

    /** Delivers reads, once: a failed delivery is dropped. */
    boolean pulls(PullQueue queue) {
        List<Event> events = queue.take(config.batch());
        if (!events.isEmpty()) {
            Optional<Exception> failure = attempt(events);
            if (failure.isEmpty()) {
                listener.delivered(subscription.name(), events.size());
            }
            dropped(queue.dropped() + (failure.isPresent() ? events.size() : 0));
        }
        return !events.isEmpty();
    }

    private void dropped(int pulls) {
        if (pulls > 0) {
            LOG.warn("notifications, {}: {} pull events dropped", subscription.name(), pulls);
            listener.pullsDropped(subscription.name(), pulls);
        }
    }

    /** Drops events that are too old or too many. */
    void prune() throws StoreException {
        OutboxLimits limits = config.limits();
        int dropped;
        do {
            dropped =
                    outbox.drop(subscription.name(), clock.instant().minus(limits.age()), limits.count(), PRUNE_BATCH);
            if (dropped > 0) {
                LOG.warn(
                        "notifications, {}: {} events dropped, too old or beyond the limit",
                        subscription.name(),
                        dropped);
                listener.dropped(subscription.name(), dropped);
            }
        } while (dropped == PRUNE_BATCH);
    }
}
