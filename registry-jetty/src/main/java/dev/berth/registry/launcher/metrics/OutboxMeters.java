package dev.berth.registry.launcher.metrics;

import dev.berth.registry.spi.EventBacklog;
import dev.berth.registry.spi.EventStore;
import dev.berth.registry.spi.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how much awaits delivery to an endpoint. What cannot be read is not a number. */
final class OutboxMeters implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxMeters.class);
    /** The events are counted by walking them: not for everybody who looks. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final EventStore outbox;
    private final String endpoint;
    private final Clock clock;
    private Optional<EventBacklog> backlog = Optional.empty();
    private Instant read = Instant.MIN;

    OutboxMeters(EventStore outbox, String endpoint, Clock clock) {
        this.outbox = outbox;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge("waiting", "events that await delivery", EventBacklog::waiting, meters);
        gauge("age", "for how long the first of them has waited", this::age, meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<EventBacklog> value, MeterRegistry meters) {
        Supplier<Number> number = () -> backlog().map(value::applyAsDouble).orElse(Double.NaN);
        Gauge.builder("registry.events." + name, number)
                .description(description)
                .tag("endpoint", endpoint)
                .register(meters);
    }

    private double age(EventBacklog now) {
        return now.oldest()
                .map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1e3))
                .orElse(0.0);
    }

    private synchronized Optional<EventBacklog> backlog() {
        Instant now = clock.instant();
        if (read.isBefore(now.minus(FRESH))) {
            backlog = read();
            read = now;
        }
        return backlog;
    }

    private Optional<EventBacklog> read() {
        try {
            return Optional.of(outbox.backlog(endpoint));
        } catch (StoreException e) {
            LOG.warn("the events for {} cannot be counted", endpoint, e);
            return Optional.empty();
        }
    }
}
