package dev.berth.registry.engine.notification;

import dev.berth.registry.event.Event;
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

/** Hands events of one subscription to its sink and says in the outbox what became of them. For one thread. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int PRUNE_BATCH = 1_000;

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
        List<Event> events = readable(claimed);
        Optional<Exception> failure = events.isEmpty() ? Optional.empty() : attempt(events);
        if (failure.isEmpty()) {
            listener.delivered(subscription.name(), events.size());
            outbox.done(claimed);
        } else {
            failed(claimed, failure.get());
        }
    }

    /** What cannot be read was written by a version that is not of this line; it must not hold up the rest for ever. */
    private List<Event> readable(ClaimedEvents claimed) {
        List<Event> events = new ArrayList<>();
        for (PendingEvent waiting : claimed.events()) {
            try {
                events.add(EventReading.of(waiting.payload()));
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
            LOG.warn("notifications, {}: not taken, attempt {}: {}", subscription.name(), attempts, failure.toString());
        }
    }

    private Duration jittered(Duration wait) {
        return wait.plusNanos(random.nextLong(wait.toNanos() / 2 + 1));
    }

    /** Delivers reads, once: what is not taken is dropped. */
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
            LOG.warn("notifications, {}: {} events of pulls dropped", subscription.name(), pulls);
            listener.pullsDropped(subscription.name(), pulls);
        }
    }

    /** Drops what is too old or too much. */
    void prune() throws StoreException {
        OutboxLimits limits = config.limits();
        int dropped;
        do {
            dropped =
                    outbox.drop(subscription.name(), clock.instant().minus(limits.age()), limits.count(), PRUNE_BATCH);
            if (dropped > 0) {
                LOG.warn(
                        "notifications, {}: {} events dropped, being too old or too many",
                        subscription.name(),
                        dropped);
                listener.dropped(subscription.name(), dropped);
            }
        } while (dropped == PRUNE_BATCH);
    }
}
