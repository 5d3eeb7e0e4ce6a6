package dev.berth.registry.launcher.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A server that takes envelopes as Sentry does (develop.sentry.dev, Envelopes), and keeps their events. */
final class SentryReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();

    private SentryReceiver(HttpServer server) {
        this.server = server;
    }

    static SentryReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SentryReceiver receiver = new SentryReceiver(server);
        server.createContext("/api/7/envelope/", receiver::receive);
        server.start();
        return receiver;
    }

    String dsn() {
        return "http://publickey@127.0.0.1:" + server.getAddress().getPort() + "/7";
    }

    List<JsonNode> events() {
        return events;
    }

    /** All that was received. */
    String text() {
        return String.join("\n", texts);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            String text = new String(body.readAllBytes(), UTF_8);
            texts.add(text);
            List<String> lines = text.lines().toList();
            for (int i = 1; i + 1 < lines.size(); i += 2) {
                if (JSON.readTree(lines.get(i)).path("type").asText().equals("event")) {
                    events.add(JSON.readTree(lines.get(i + 1)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
