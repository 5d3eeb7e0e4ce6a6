package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.maintenance.ReviewStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides reviews, the kinds in turns. */
final class ReviewWork implements Work {
    private final ReviewStore reviews;
    private final CollectorConfig config;
    private final Clock clock;
    private final CollectionListener listener;
    private final BatchThrottle throttle;
    private final List<Reviewable.Kind> kinds;
    private int turn;

    ReviewWork(ReviewStore reviews, CollectorConfig config, Clock clock, CollectionListener listener) {
        this.reviews = reviews;
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        throttle = new BatchThrottle(config.reviewBatch(), config.share(), config.reviewsPerSecond());
        kinds = config.kinds();
    }

    @Override
    public String name() {
        return "review";
    }

    @Override
    public Step step() throws StoreException {
        boolean left = false;
        for (int tried = 0; tried < kinds.size(); tried++) {
            Reviewable.Kind kind = kinds.get(turn++ % kinds.size());
            long begun = System.nanoTime();
            ReviewBatch batch = reviews.review(kind, config.delays(), throttle.batch());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            left |= batch.left() > 0;
            if (batch.reviewed() > 0) {
                listener.reviewed(kind, batch, took);
                return new Step(Progress.MADE, throttle.rest(batch.reviewed(), took));
            }
        }
        return new Step(Progress.NONE, left ? config.shortestRest() : untilNext());
    }

    /** Content scheduled from now on is due after the shortest delay at the earliest. */
    private Duration untilNext() throws StoreException {
        Instant now = clock.instant();
        Duration rest = config.delays().shortest();
        for (Reviewable.Kind kind : kinds) {
            Optional<Instant> next = reviews.next(kind, config.delays());
            if (next.isPresent()) {
                rest = shorter(rest, Duration.between(now, next.get()));
            }
        }
        return config.bounded(rest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
