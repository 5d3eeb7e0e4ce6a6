package dev.berth.registry.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.berth.registry.http.webhook.Receiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts events irregularly: of five requests it answers one with 500, breaks off in the answer to another, and is too
 * slow for a third. Accepted events are those answered with 200.
 */
final class MoodyReceiver implements AutoCloseable {
    /** More than the timeout the server is given. */
    private static final long TOO_LONG_MILLIS = 700;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<JsonNode> taken = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Receiver receiver;

    MoodyReceiver(int port) throws IOException {
        receiver = Receiver.doing(port, this::handle);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int mood = requests.getAndIncrement() % 5;
        if (mood == 1) {
            take(body);
            Receiver.answer(exchange, 200);
            return;
        }
        refused.incrementAndGet();
        if (mood == 0) {
            Receiver.answer(exchange, 500);
        } else if (mood == 2) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            throw new IOException("broken off in the answer");
        } else if (mood == 3) {
            awaitTooLong();
            exchange.close();
        } else {
            exchange.close();
        }
    }

    private void take(byte[] body) throws IOException {
        JSON.readTree(body).required("events").forEach(taken::add);
    }

    private void awaitTooLong() {
        try {
            closed.await(TOO_LONG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All events of one repository that were taken, in the order in which they were. */
    List<JsonNode> taken(String repository) {
        synchronized (taken) {
            return taken.stream()
                    .filter(event -> event.required("target")
                            .required("repository")
                            .asText()
                            .equals(repository))
                    .toList();
        }
    }

    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        closed.countDown();
        receiver.close();
    }
}
