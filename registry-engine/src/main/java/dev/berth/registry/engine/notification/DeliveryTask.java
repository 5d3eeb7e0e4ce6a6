package dev.berth.registry.engine.notification;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.spi.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Delivers to one subscription as long as something is due, and drops from time to time what the limits exclude. */
final class DeliveryTask implements BackgroundTask {
    private static final Duration BETWEEN_PRUNINGS = Duration.ofMinutes(1);

    private final String subscription;
    private final Delivery delivery;
    private final PullQueue pulls;
    private final Duration rest;
    private final Clock clock;
    private Instant nextPruning = Instant.MIN;

    DeliveryTask(String subscription, Delivery delivery, PullQueue pulls, Duration rest, Clock clock) {
        this.subscription = subscription;
        this.delivery = delivery;
        this.pulls = pulls;
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "events-" + subscription;
    }

    @Override
    public Duration step() throws StoreException {
        prune();
        boolean deliveredChanges = delivery.changes();
        boolean deliveredPulls = delivery.pulls(pulls);
        return deliveredChanges || deliveredPulls ? Duration.ZERO : rest;
    }

    private void prune() throws StoreException {
        Instant now = clock.instant();
        if (!now.isBefore(nextPruning)) {
            nextPruning = now.plus(BETWEEN_PRUNINGS);
            delivery.prune();
        }
    }
}
