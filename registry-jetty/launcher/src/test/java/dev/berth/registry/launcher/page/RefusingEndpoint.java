package dev.berth.registry.launcher.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An endpoint of notifications that refuses every event permanently until {@link #accept}. */
final class RefusingEndpoint implements AutoCloseable {
    private static final int REFUSED = 422;
    private static final int TAKEN = 200;

    private final HttpServer server;
    private volatile boolean accepts;

    private RefusingEndpoint(HttpServer server) {
        this.server = server;
    }

    static RefusingEndpoint start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RefusingEndpoint endpoint = new RefusingEndpoint(server);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(endpoint.accepts ? TAKEN : REFUSED, -1);
            }
        });
        server.start();
        return endpoint;
    }

    void accept() {
        accepts = true;
    }

    /** The configuration of a subscription to deletions, named audit. */
    String endpoints() {
        return "[{name: audit, url: 'http://127.0.0.1:" + server.getAddress().getPort()
                + "/', timeout: 2s, threshold: 3, backoff: 100ms, ignore: {actions: [pull, push]}}]";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
