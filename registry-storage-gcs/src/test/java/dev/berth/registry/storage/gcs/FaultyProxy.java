package dev.berth.registry.storage.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes calls on to a server, but for one, which fails in the way that is asked for. Remembers which there were. */
final class FaultyProxy implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "date");

    private final HttpServer proxy;
    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> calls = new ArrayList<>();
    private Fault fault = Fault.BROKEN;
    private int at;

    /** Ways to fail. */
    enum Fault {
        /** The store is busy and does nothing. */
        THROTTLED,
        /** The store breaks before it does anything. */
        BROKEN,
        /** No answer, and nothing done. */
        LOST,
        /** No answer, though all was done. */
        DONE_AND_LOST,
        /** An answer that says that it failed, though all was done. */
        DONE_AND_BROKEN
    }

    FaultyProxy(URI server) throws IOException {
        this.server = server;
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::handle);
        proxy.setExecutor(threads);
        proxy.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    /** Lets the call of this number fail, the first from now on being 1; 0 for none. */
    synchronized void fail(Fault how, int number) {
        fault = how;
        at = number;
        calls.clear();
    }

    /** The calls since the last {@link #fail}: method and the beginning of the path. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (isToFail(exchange)) {
                fail(exchange, body);
            } else {
                answer(exchange, forward(exchange, body));
            }
        }
    }

    private synchronized boolean isToFail(HttpExchange exchange) {
        calls.add(exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().split("/", 3)[1]);
        return calls.size() == at;
    }

    private void fail(HttpExchange exchange, byte[] body) throws IOException {
        switch (fault) {
            case THROTTLED -> exchange.sendResponseHeaders(429, -1);
            case BROKEN -> exchange.sendResponseHeaders(503, -1);
            case LOST -> {}
            case DONE_AND_LOST -> forward(exchange, body);
            case DONE_AND_BROKEN -> {
                forward(exchange, body);
                exchange.sendResponseHeaders(503, -1);
            }
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> exchange.getResponseHeaders()
                        .add(name, value.replace(server.toString(), endpoint().toString())));
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(body);
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }
}
