package dev.berth.registry.launcher.metrics;

import dev.berth.registry.jetty.RegistryServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows the requests and connections of a server. */
final class ServerMeters implements MeterBinder {
    private static final String PREFIX = "registry.http.";

    private final RegistryServer server;

    ServerMeters(RegistryServer server) {
        this.server = server;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder(PREFIX + "in.flight.requests", server, RegistryServer::running)
                .description("requests in progress")
                .strongReference(true)
                .register(meters);
        Gauge.builder(PREFIX + "connections", server, RegistryServer::connections)
                .description("open connections of clients")
                .strongReference(true)
                .register(meters);
    }
}
