package dev.berth.registry.examples.mount;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.Registry;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.Executors;

/** A registry in the JDK's own HTTP server. */
public final class JdkServerRegistry {

    private JdkServerRegistry() {}

    /** Listens on port 5000 of this machine until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        start(5000);
    }

    /** A registry in memory on a port of the loopback address; port 0 takes any that is free. */
    static HttpServer start(int port) throws IOException {
        Clock clock = Clock.systemUTC();
        Registry registry = RegistryEngine.over(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
        RegistryProtocol protocol = new RegistryProtocol(registry, new OpenAccess(), ProtocolConfig.defaults());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v2/", exchange -> serve(protocol, exchange));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    private static void serve(RegistryProtocol protocol, HttpExchange exchange) throws IOException {
        JdkRequest request = new JdkRequest(exchange);
        try (exchange) {
            HttpAnswer answer = protocol.answer(request);
            answer.headers()
                    .forEach(header ->
                            exchange.getResponseHeaders().add(header.name().toString(), header.value()));
            HttpBody body = answer.body();
            boolean isSent = body.length() > 0 && !(body instanceof HttpBody.Omitted);
            if (body instanceof HttpBody.Omitted) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(body.length()));
            }
            exchange.sendResponseHeaders(answer.status(), isSent ? body.length() : -1);
            body.writeTo(exchange.getResponseBody());
        } finally {
            request.answered();
        }
    }
}
