package dev.berth.registry.auth.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves keys as an issuer does, also badly. */
final class KeySetServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Answer answer = new Answer(404, "", "");
    private volatile Hold hold = new Hold();

    private record Answer(int status, String body, String location) {}

    /** Keeps requests waiting. */
    static final class Hold implements AutoCloseable {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        void awaitRequest() throws InterruptedException {
            arrived.await();
        }

        void release() {
            released.countDown();
        }

        @Override
        public void close() {
            release();
        }
    }

    KeySetServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hold.release();
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    void answer(int status, String body) {
        answer = new Answer(status, body, "");
    }

    void redirect(URI location) {
        answer = new Answer(302, "", location.toString());
    }

    /** Keeps requests waiting from now on. */
    Hold hold() {
        hold = new Hold();
        return hold;
    }

    int asked() {
        return asked.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Answer current = answer;
        hold.arrived.countDown();
        try (exchange) {
            hold.released.await();
            byte[] body = current.body.getBytes(StandardCharsets.UTF_8);
            if (!current.location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", current.location);
            }
            exchange.sendResponseHeaders(current.status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
