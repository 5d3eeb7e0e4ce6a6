package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.RequestListener;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.metrics.DebugServer;
import dev.berth.registry.launcher.metrics.Metrics;
import dev.berth.registry.launcher.metrics.PrometheusPage;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The metrics of a registry and the debug address that shows them, as configured; without one nothing is measured. */
final class Monitoring {
    private final Configuration configuration;
    private final Clock clock;
    private Optional<Metrics> metrics = Optional.empty();
    private OptionalInt port = OptionalInt.empty();

    Monitoring(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Opens the debug address, before the stores are opened. */
    void start(Resources resources) throws IOException {
        Optional<HostPort> address = configuration.get(Keys.HTTP_DEBUG_ADDR);
        if (address.isEmpty() || !configuration.get(Keys.HTTP_DEBUG_PROMETHEUS_ENABLED)) {
            return;
        }
        PrometheusPage page = resources.add(new PrometheusPage());
        metrics = Optional.of(page.metrics());
        DebugServer server = resources.add(DebugServer.start(
                address.get().host(),
                address.get().port(),
                Map.of(configuration.get(Keys.HTTP_DEBUG_PROMETHEUS_PATH), page::text)));
        port = OptionalInt.of(server.port());
    }

    /** The port of the debug address; empty when there is none. */
    OptionalInt port() {
        return port;
    }

    QueryListener queries() {
        return metrics.map(Metrics::queries).orElse(QueryListener.NONE);
    }

    RequestListener requests() {
        return metrics.map(Metrics::requests).orElse(RequestListener.NONE);
    }

    CollectionListener collection() {
        return metrics.map(Metrics::collection).orElse(CollectionListener.NONE);
    }

    NotificationListener notifications() {
        return metrics.map(Metrics::notifications).orElse(NotificationListener.NONE);
    }

    /** The store to use in place of the one that was opened. */
    BlobStore measured(Storage storage) {
        return metrics.map(shown -> shown.storage(storage.blobs(), storage.driver()))
                .orElse(storage.blobs());
    }

    void watch(MetadataStore metadata, List<Subscription> subscriptions) {
        if (metrics.isEmpty()) {
            return;
        }
        Metrics shown = metrics.get();
        shown.watchQueues(metadata, new CollectionMapping(configuration).collector(), clock);
        if (metadata instanceof JdbiMetadataStore store) {
            shown.watchConnections(store);
        }
        subscriptions.forEach(subscription -> shown.watchOutbox(metadata.events(), subscription.name(), clock));
    }

    void watch(RegistryServer server) {
        metrics.ifPresent(shown -> shown.watchServer(server));
    }
}
