package dev.berth.registry.launcher.metrics;

import dev.berth.registry.engine.collection.CollectionQueues;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.spi.metadata.MetadataStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Shows the length of the queues of the collector. */
final class QueueMeters implements MeterBinder {
    private static final String PREFIX = "registry.collection.";

    private final QueueSample<CollectionStatus> status;
    private final Clock clock;

    QueueMeters(MetadataStore metadata, CollectorConfig config, Clock clock) {
        this.clock = clock;
        status = new QueueSample<>(
                "the queues of the collector", () -> CollectionQueues.status(metadata, config), clock);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Reviewable.Kind kind : Reviewable.Kind.values()) {
            bind(kind, meters);
        }
        bindHolds(meters);
        gauge(
                        "deletions.waiting",
                        "objects pending deletion",
                        now -> now.deletions().waiting())
                .register(meters);
        gauge(
                        "deletions.setaside",
                        "objects whose deletion was given up",
                        now -> now.deletions().setAside())
                .register(meters);
        gauge("deletions.age", "age of the oldest pending deletion", this::deletionAge)
                .baseUnit("seconds")
                .register(meters);
    }

    private void bindHolds(MeterRegistry meters) {
        gauge("holds", "holds on deletions", now -> holds(now, true))
                .tag("state", "in_force")
                .register(meters);
        gauge("holds", "holds on deletions", now -> holds(now, false))
                .tag("state", "expired")
                .register(meters);
        gauge("hold.age", "time since which deletions are held", this::holdAge)
                .baseUnit("seconds")
                .register(meters);
    }

    private long holds(CollectionStatus now, boolean inForce) {
        return now.holds().stream()
                .filter(hold -> hold.isInForce(clock.instant()) == inForce)
                .count();
    }

    private double holdAge(CollectionStatus now) {
        return now.holds().stream()
                .filter(hold -> hold.isInForce(clock.instant()))
                .mapToDouble(hold -> status.secondsSince(hold.since()))
                .max()
                .orElse(0.0);
    }

    private void bind(Reviewable.Kind kind, MeterRegistry meters) {
        gauge("overdue", "time since the first pending review is due", now -> overdue(now, kind))
                .baseUnit("seconds")
                .tag("kind", name(kind))
                .register(meters);
        for (ReviewReason reason : ReviewReason.values()) {
            gauge("waiting", "content pending review, due or not", now -> waiting(now, kind, reason))
                    .tag("kind", name(kind))
                    .tag("reason", name(reason))
                    .register(meters);
        }
    }

    private Gauge.Builder<Supplier<Number>> gauge(
            String name, String description, ToDoubleFunction<CollectionStatus> value) {
        return Gauge.builder(PREFIX + name, status.number(value)).description(description);
    }

    private double deletionAge(CollectionStatus now) {
        return now.deletions().oldest().map(status::secondsSince).orElse(0.0);
    }

    private double overdue(CollectionStatus now, Reviewable.Kind kind) {
        Instant due = now.nextDue().get(kind);
        return due == null ? 0 : status.secondsSince(due);
    }

    private static double waiting(CollectionStatus now, Reviewable.Kind kind, ReviewReason reason) {
        return now.reviews().stream()
                .filter(backlog -> backlog.kind() == kind && backlog.reason() == reason)
                .mapToLong(ReviewBacklog::waiting)
                .sum();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
