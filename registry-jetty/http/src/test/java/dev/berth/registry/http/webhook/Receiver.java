package dev.berth.registry.http.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server that accepts events, or does not, at the choice of a test. Can be closed and opened again at one port.
 */
public final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    /** An envelope that came, and how. */
    public record Delivery(Headers headers, JsonNode envelope) {}

    private Receiver(int port, HttpHandler answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", answering);
        server.start();
    }

    /** Takes everything. */
    public static Receiver open() throws IOException {
        Taking taking = new Taking();
        Receiver receiver = new Receiver(0, taking);
        taking.into = receiver.deliveries;
        return receiver;
    }

    /** Answers with the handler. */
    public static Receiver doing(HttpHandler handler) throws IOException {
        return doing(0, handler);
    }

    public static Receiver doing(int port, HttpHandler handler) throws IOException {
        return new Receiver(port, handler);
    }

    /** Answers with a status. */
    public static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/events");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next envelope that came. */
    public Delivery next() throws InterruptedException {
        Delivery next = deliveries.poll(1, TimeUnit.MINUTES);
        assertThat(next).as("an envelope within a minute").isNotNull();
        return next;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Taking implements HttpHandler {
        private volatile BlockingQueue<Delivery> into = new LinkedBlockingQueue<>();

        @Override
        public void handle(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            into.add(new Delivery(exchange.getRequestHeaders(), JSON.readTree(body)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        }
    }
}
