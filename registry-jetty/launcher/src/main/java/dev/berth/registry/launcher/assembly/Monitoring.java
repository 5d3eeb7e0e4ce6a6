package dev.berth.registry.launcher.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.auth.HtpasswdAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.collection.CollectionListener;
import dev.berth.registry.engine.notification.NotificationListener;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.http.ApiRoot;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.health.Health;
import dev.berth.registry.http.health.HealthRoot;
import dev.berth.registry.http.health.HealthStatus;
import dev.berth.registry.http.health.RootPage;
import dev.berth.registry.http.limit.RefusalListener;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.RequestListener;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.HealthKeys;
import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.metrics.DebugServer;
import dev.berth.registry.launcher.metrics.DebugServer.Page;
import dev.berth.registry.launcher.metrics.DebugServer.Source;
import dev.berth.registry.launcher.metrics.Metrics;
import dev.berth.registry.launcher.metrics.PrometheusPage;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The metrics and health of a registry and the debug address that shows them; without one nothing is measured. */
final class Monitoring {
    private final Configuration configuration;
    private final Clock clock;
    private Optional<PrometheusPage> shown = Optional.empty();
    private Optional<Metrics> metrics = Optional.empty();
    private volatile Optional<Health> health = Optional.empty();
    private OptionalInt port = OptionalInt.empty();

    Monitoring(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Opens the debug address, before the stores are opened. */
    void start(Resources resources) throws IOException {
        Optional<HostPort> address = configuration.get(Keys.HTTP_DEBUG_ADDR);
        if (address.isEmpty()) {
            return;
        }
        Map<String, Source> pages = new HashMap<>();
        pages.put("/health/live", accept -> json(200, HealthRoot.live()));
        pages.put("/health/ready", accept -> ready());
        pages.put("/debug/health", accept -> ready());
        if (configuration.get(Keys.HTTP_DEBUG_PROMETHEUS_ENABLED)) {
            PrometheusPage page = resources.add(new PrometheusPage(clock));
            shown = Optional.of(page);
            metrics = Optional.of(page.metrics());
            pages.put(configuration.get(Keys.HTTP_DEBUG_PROMETHEUS_PATH), page::page);
        }
        DebugServer server = resources.add(
                DebugServer.start(address.get().host(), address.get().port(), pages));
        port = OptionalInt.of(server.port());
    }

    /** The tables of the main port besides the protocol. */
    List<ApiRoot> roots(Health checks) {
        return configuration.get(HealthKeys.MAIN_PORT)
                ? List.of(RootPage.table(), HealthRoot.of(checks))
                : List.of(RootPage.table());
    }

    /** Begins to check what the server needs, if their states have any use. */
    Health check(Health checks, Resources resources) {
        boolean isUsed = configuration.get(HealthKeys.MAIN_PORT) || configuration.get(HealthKeys.REFUSE_REQUESTS);
        if (port.isPresent() || isUsed) {
            resources.add(checks.start());
        }
        health = Optional.of(checks);
        return checks;
    }

    /** Until the stores are open the server is not ready. */
    private Page ready() {
        List<HealthStatus> status = health.map(Health::status)
                .orElse(List.of(new HealthStatus("start", false, Duration.ZERO, Optional.of("the server starts"))));
        return json(HealthRoot.code(status), HealthRoot.ready(status, true));
    }

    private static Page json(int status, HttpBody.Bytes body) {
        return new Page(status, "application/json", UTF_8.decode(body.content()).toString());
    }

    /** The port of the debug address; empty when there is none. */
    OptionalInt port() {
        return port;
    }

    QueryListener queries() {
        return metrics.map(Metrics::queries).orElse(QueryListener.NONE);
    }

    RequestListener requests() {
        return shown.map(PrometheusPage::requests).orElse(RequestListener.NONE);
    }

    RefusalListener refusals() {
        return metrics.map(Metrics::refusals).orElse(RefusalListener.NONE);
    }

    CollectionListener collection() {
        return metrics.map(Metrics::collection).orElse(CollectionListener.NONE);
    }

    NotificationListener notifications() {
        return metrics.map(Metrics::notifications).orElse(NotificationListener.NONE);
    }

    /** The store to use in place of the one that was opened. */
    BlobStore measured(Storage storage) {
        return metrics.map(meters -> meters.storage(storage.blobs(), storage.driver()))
                .orElse(storage.blobs());
    }

    void watch(MetadataStore metadata, List<Subscription> subscriptions) {
        if (metrics.isEmpty()) {
            return;
        }
        Metrics meters = metrics.get();
        meters.watchQueues(metadata, new CollectionMapping(configuration).collector(), clock);
        if (metadata instanceof JdbiMetadataStore store) {
            meters.watchConnections(store);
            meters.watchImports(store.migration(), clock);
        }
        subscriptions.forEach(subscription -> meters.watchOutbox(metadata.events(), subscription.name(), clock));
    }

    void watch(RegistryServer server) {
        metrics.ifPresent(meters -> meters.watchServer(server));
    }

    void watch(RegistryEngine engine) {
        metrics.ifPresent(meters -> meters.watchBlobCache(engine));
    }

    void watch(HtpasswdAccess access) {
        metrics.ifPresent(meters -> meters.watchLogins(access));
    }
}
