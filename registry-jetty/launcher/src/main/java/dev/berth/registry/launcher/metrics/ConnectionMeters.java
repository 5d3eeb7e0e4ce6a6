package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.JdbiMetadataStore.PoolStatus;
import dev.berth.registry.jdbi.JdbiMetadataStore.ReplicaStatus;
import dev.berth.registry.jdbi.sql.Outage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Shows the connections to the database, and why there was none, and the standbys. Never asks the database. */
final class ConnectionMeters implements MeterBinder {
    private static final String PREFIX = "registry.database.";

    private final JdbiMetadataStore metadata;

    ConnectionMeters(JdbiMetadataStore metadata) {
        this.metadata = metadata;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge("active", PoolStatus::active, meters);
        gauge("idle", PoolStatus::idle, meters);
        Gauge.builder(PREFIX + "connections.waiting", () -> number(PoolStatus::waiting))
                .description("callers that wait for a connection")
                .register(meters);
        Gauge.builder(PREFIX + "connections.max", () -> number(PoolStatus::most))
                .description("maximum number of connections")
                .register(meters);
        standbys(meters);
        for (Outage outage : Outage.values()) {
            FunctionCounter.builder(PREFIX + "outages", this, self -> self.count(outage))
                    .description("callers that got no connection, by reason")
                    .tag("outage", outage.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    private void gauge(String state, ToDoubleFunction<PoolStatus> value, MeterRegistry meters) {
        Gauge.builder(PREFIX + "connections", () -> number(value))
                .description("connections to the database")
                .tag("state", state)
                .register(meters);
    }

    private void standbys(MeterRegistry meters) {
        standbys("configured", ReplicaStatus::configured, meters);
        standbys("usable", ReplicaStatus::usable, meters);
        Gauge.builder(PREFIX + "standby.lag", this, self -> self.lag())
                .description("longest time since which a usable standby is not known to have every change")
                .baseUnit("seconds")
                .register(meters);
    }

    private void standbys(String state, ToDoubleFunction<ReplicaStatus> value, MeterRegistry meters) {
        Gauge.builder(PREFIX + "standbys", () -> value.applyAsDouble(metadata.replicas()))
                .description("standbys for reads by digest (database.replicas)")
                .tag("state", state)
                .register(meters);
    }

    private double lag() {
        return metadata.replicas().lag().map(lag -> lag.toNanos() / 1e9).orElse(Double.NaN);
    }

    private double number(ToDoubleFunction<PoolStatus> value) {
        return metadata.pool().map(value::applyAsDouble).orElse(Double.NaN);
    }

    private double count(Outage outage) {
        return number(status -> status.outages().getOrDefault(outage, 0L));
    }
}
