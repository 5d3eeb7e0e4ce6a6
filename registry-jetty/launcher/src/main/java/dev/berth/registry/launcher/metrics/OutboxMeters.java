package dev.berth.registry.launcher.metrics;

import dev.berth.registry.spi.events.EventBacklog;
import dev.berth.registry.spi.events.EventStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/** Shows the backlog of an endpoint. */
final class OutboxMeters implements MeterBinder {
    private final String endpoint;
    private final QueueSample<EventBacklog> backlog;

    OutboxMeters(EventStore outbox, String endpoint, Clock clock) {
        this.endpoint = endpoint;
        backlog = new QueueSample<>("the outbox for " + endpoint, () -> outbox.backlog(endpoint), clock);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge("waiting", "events that await delivery", EventBacklog::waiting).register(meters);
        gauge("age", "age of the oldest of them", this::age).baseUnit("seconds").register(meters);
        gauge("setaside", "events that were refused permanently", EventBacklog::setAside)
                .register(meters);
    }

    private Gauge.Builder<?> gauge(String name, String description, ToDoubleFunction<EventBacklog> value) {
        return Gauge.builder("registry.events." + name, backlog.number(value))
                .description(description)
                .tag("endpoint", endpoint);
    }

    private double age(EventBacklog now) {
        return now.oldest().map(backlog::secondsSince).orElse(0.0);
    }
}
