package dev.berth.registry.launcher.metrics;

import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;

/** The meters of a process, those of the Java runtime among them. Safe for use by any number of threads. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final CollectionMeters collection = new CollectionMeters(meters);
    private final NotificationMeters notifications = new NotificationMeters(meters);

    /** Meters of this process, all at their beginning. */
    public Metrics() {
        List<MeterBinder> runtime = List.of(
                garbage,
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
        runtime.forEach(binder -> binder.bindTo(meters));
    }

    /** The meters of a collector. */
    public CollectionListener collection() {
        return collection;
    }

    /** Shows the pending work of a collector; the store is queried on scrape, every 15 seconds at most. */
    public void watchQueues(MetadataStore metadata, CollectorConfig config, Clock clock) {
        new QueueMeters(metadata, config, clock).bindTo(meters);
    }

    /** Shows the connections of a store with its own pool. */
    public void watchConnections(JdbiMetadataStore metadata) {
        new ConnectionMeters(metadata).bindTo(meters);
    }

    /** The meters of deliveries. */
    public NotificationListener notifications() {
        return notifications;
    }

    /**
     * Shows the events that await delivery to an endpoint; the store is queried on scrape, every 15 seconds at most.
     */
    public void watchOutbox(EventStore outbox, String endpoint, Clock clock) {
        new OutboxMeters(outbox, endpoint, clock).bindTo(meters);
    }

    /** All meters in the text format of Prometheus, version 0.0.4. */
    public String page() {
        return meters.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        meters.close();
    }
}
