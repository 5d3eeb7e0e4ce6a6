package dev.berth.registry.launcher.metrics;

import dev.berth.registry.engine.collection.CollectionStatus;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.ReviewBacklog;
import dev.berth.registry.spi.ReviewDelays;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how long the queues of the collector are. What cannot be read is not a number. */
final class QueueMeters implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);
    private static final String PREFIX = "registry.collection.";
    /** The queues are counted by walking them: not for everybody who looks. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final MetadataStore metadata;
    private final ReviewDelays delays;
    private final Clock clock;
    private Optional<CollectionStatus> status = Optional.empty();
    private Instant read = Instant.MIN;

    QueueMeters(MetadataStore metadata, ReviewDelays delays, Clock clock) {
        this.metadata = metadata;
        this.delays = delays;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Reviewable.Kind kind : Reviewable.Kind.values()) {
            bind(kind, meters);
        }
        gauge("deletions.waiting", "objects to delete", now -> now.deletions().waiting())
                .register(meters);
        gauge(
                        "deletions.setaside",
                        "objects whose deletion was given up",
                        now -> now.deletions().setAside())
                .register(meters);
        gauge("deletions.age", "for how long the first of them has waited", this::deletionAge)
                .baseUnit("seconds")
                .register(meters);
    }

    private void bind(Reviewable.Kind kind, MeterRegistry meters) {
        gauge("overdue", "for how long the first review has been due", now -> overdue(now, kind))
                .baseUnit("seconds")
                .tag("kind", name(kind))
                .register(meters);
        for (ReviewReason reason : ReviewReason.values()) {
            gauge("waiting", "what awaits its review, due or not", now -> waiting(now, kind, reason))
                    .tag("kind", name(kind))
                    .tag("reason", name(reason))
                    .register(meters);
        }
    }

    private Gauge.Builder<Supplier<Number>> gauge(
            String name, String description, ToDoubleFunction<CollectionStatus> value) {
        Supplier<Number> number = () -> status().map(value::applyAsDouble).orElse(Double.NaN);
        return Gauge.builder(PREFIX + name, number).description(description);
    }

    private double deletionAge(CollectionStatus now) {
        return now.deletions().oldest().map(this::secondsSince).orElse(0.0);
    }

    private double overdue(CollectionStatus now, Reviewable.Kind kind) {
        Instant due = now.nextDue().get(kind);
        return due == null ? 0 : secondsSince(due);
    }

    private static double waiting(CollectionStatus now, Reviewable.Kind kind, ReviewReason reason) {
        return now.reviews().stream()
                .filter(backlog -> backlog.kind() == kind && backlog.reason() == reason)
                .mapToLong(ReviewBacklog::waiting)
                .sum();
    }

    private double secondsSince(Instant time) {
        return Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1e3);
    }

    private synchronized Optional<CollectionStatus> status() {
        Instant now = clock.instant();
        if (read.isBefore(now.minus(FRESH))) {
            status = read();
            read = now;
        }
        return status;
    }

    private Optional<CollectionStatus> read() {
        try {
            return Optional.of(CollectionStatus.of(metadata, delays));
        } catch (StoreException e) {
            LOG.warn("the queues of the collector cannot be read", e);
            return Optional.empty();
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
