package dev.berth.registry.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** As much of S3 as an upload needs, from a server that keeps nothing and checks no signature. */
final class Sink implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong swallowed = new AtomicLong();
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    private Sink(HttpServer server) {
        this.server = server;
    }

    static Sink start() throws IOException {
        Sink sink = new Sink(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        sink.server.setExecutor(sink.threads);
        sink.server.createContext("/", sink::answer);
        sink.server.start();
        return sink;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The number of bytes received. */
    long swallowed() {
        return swallowed.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = answer(exchange.getRequestMethod(), String.valueOf(exchange.getRequestURI()))
                    .getBytes(StandardCharsets.UTF_8);
            swallow(exchange.getRequestBody());
            exchange.getResponseHeaders().add("ETag", "\"sink\"");
            exchange.sendResponseHeaders(status(exchange), answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    /** Only what was published exists, and the owner marker never does, so that the server claims the bucket. */
    private int status(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String method = exchange.getRequestMethod();
        boolean publishes = (method.equals("PUT") && !query.contains("partNumber="))
                || (method.equals("POST") && query.contains("uploadId="));
        if (publishes && !path.contains("berth/owner")) {
            published.add(path);
        }
        return method.equals("HEAD") && !published.contains(path) ? 404 : 200;
    }

    private static String answer(String method, String target) {
        if (!method.equals("POST")) {
            return "";
        }
        if (target.contains("uploadId=")) {
            return "<CompleteMultipartUploadResult><ETag>sink</ETag></CompleteMultipartUploadResult>";
        }
        return target.contains("uploads")
                ? "<InitiateMultipartUploadResult><UploadId>upload</UploadId></InitiateMultipartUploadResult>"
                : "<DeleteResult></DeleteResult>";
    }

    private void swallow(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            swallowed.addAndGet(read);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
