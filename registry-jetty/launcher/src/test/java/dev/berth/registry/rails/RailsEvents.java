package dev.berth.registry.rails;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * GitLab's receiver of events. It refuses a whole envelope for one action that it does not know, and schedules a
 * repository for replication when a tag or a manifest of it changed.
 */
final class RailsEvents implements AutoCloseable {
    private static final Set<String> ACTIONS = Set.of("push", "pull", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> changed = new ConcurrentSkipListSet<>();
    private final List<JsonNode> accepted = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private RailsEvents(HttpServer server) {
        this.server = server;
    }

    static RailsEvents start() throws IOException {
        RailsEvents events =
                new RailsEvents(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        events.server.createContext("/api/v4/container_registry_event/events", events::receive);
        events.server.start();
        return events;
    }

    /** The section {@code notifications} of a configuration, as GitLab documents it. */
    String configuration() {
        return """
            notifications:
              endpoints:
                - name: geo_event
                  url: http://127.0.0.1:%d/api/v4/container_registry_event/events
                  headers: {Authorization: [secret-token]}
                  timeout: 2s
                  threshold: 5
                  backoff: 100ms
            """.formatted(server.getAddress().getPort());
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode envelope = JSON.readTree(exchange.getRequestBody());
            boolean isKnown = "secret-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean isValid = true;
            for (JsonNode event : envelope.path("events")) {
                isValid &= ACTIONS.contains(event.path("action").asText());
            }
            if (isKnown && isValid) {
                envelope.path("events").forEach(this::accept);
            }
            exchange.sendResponseHeaders(!isKnown ? 401 : isValid ? 200 : 400, -1);
        }
    }

    private void accept(JsonNode event) {
        accepted.add(event);
        JsonNode target = event.path("target");
        boolean isManifest = target.path("mediaType").asText().contains("manifest") || target.has("tag");
        if (isManifest && !event.path("action").asText().equals("pull")) {
            changed.add(target.path("repository").asText());
        }
    }

    /** The accepted events, in the order of their arrival. */
    List<JsonNode> accepted() {
        return accepted;
    }

    /** The repositories that changed since the last call. */
    Set<String> takeChanged() {
        Set<String> taken = Set.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
