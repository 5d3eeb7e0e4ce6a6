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
import java.util.Optional;
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
    private final List<String> sums = new ArrayList<>();
    private final UploadSessions sessions = new UploadSessions();
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
        /** A complete operation with an answer that reports a failure. */
        DONE_AND_BROKEN,
        /** An answer that ends in the middle. */
        CUT,
        /** A request that ends in the middle of its body. */
        CUT_SENDING,
        /**
         * Bytes of an object that are damaged in transfer. Only of objects sent at once: the emulator ignores the
         * checksum of the last chunk.
         */
        DAMAGED
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
        sums.clear();
    }

    /** The calls since the last {@link #fail}: method and the beginning of the path. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The sums that came with the calls since the last {@link #fail}. */
    synchronized List<String> sums() {
        return List.copyOf(sums);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isToFail(exchange)) {
                fail(exchange);
            } else {
                answer(exchange, forward(exchange, body(exchange)));
            }
        }
    }

    private synchronized boolean isToFail(HttpExchange exchange) {
        calls.add(exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().split("/", 3)[1]);
        exchange.getRequestHeaders().getOrDefault("x-goog-hash", List.of()).forEach(sums::add);
        return calls.size() == at;
    }

    private void fail(HttpExchange exchange) throws IOException {
        switch (fault) {
            case THROTTLED -> refuse(exchange, 429);
            case BROKEN -> refuse(exchange, 503);
            case LOST -> body(exchange);
            case DONE_AND_LOST -> forward(exchange, body(exchange));
            case DONE_AND_BROKEN -> {
                forward(exchange, body(exchange));
                exchange.sendResponseHeaders(503, -1);
            }
            case CUT -> cut(exchange, forward(exchange, body(exchange)));
            case CUT_SENDING -> exchange.getRequestBody().readNBytes(length(exchange) / 2);
            case DAMAGED -> answer(exchange, forward(exchange, damaged(exchange)));
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        body(exchange);
        exchange.sendResponseHeaders(status, -1);
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    private static int length(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? 0 : Integer.parseInt(length);
    }

    /** The bytes are behind what describes the object. */
    private static byte[] damaged(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        if (exchange.getRequestURI().toString().contains("uploadType=multipart")) {
            body[body.length * 3 / 4] ^= 1;
        }
        return body;
    }

    private void cut(HttpExchange exchange, Answer response) throws IOException {
        byte[] body = response.body();
        if (body.length > 0) {
            describe(exchange, response);
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        }
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException {
        Optional<Answer> known = sessions.stateOf(exchange);
        if (known.isPresent()) {
            return known.get();
        }
        Answer answer = send(exchange, body);
        sessions.note(exchange, answer);
        return answer;
    }

    private Answer send(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return Answer.of(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void describe(HttpExchange exchange, Answer response) {
        response.headers().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> exchange.getResponseHeaders()
                        .add(name, value.replace(server.toString(), endpoint().toString())));
            }
        });
    }

    private void answer(HttpExchange exchange, Answer response) throws IOException {
        describe(exchange, response);
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
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
