package dev.berth.registry.examples.mount;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.registry.access.Caller;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Route;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request of the JDK's server as the protocol sees it. */
final class JdkRequest implements HttpRequest {
    private final HttpExchange exchange;
    private final List<Runnable> whenAnswered = new ArrayList<>();

    JdkRequest(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public String query() {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    }

    @Override
    public Optional<String> header(HeaderName name) {
        return headers(name).stream().findFirst();
    }

    @Override
    public List<String> headers(HeaderName name) {
        return exchange.getRequestHeaders().getOrDefault(name.toString(), List.of());
    }

    @Override
    public OptionalLong contentLength() {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    }

    @Override
    public InputStream body() {
        return exchange.getRequestBody();
    }

    @Override
    public String linkBase() {
        return "";
    }

    @Override
    public String origin() {
        return "http://" + exchange.getRequestHeaders().getFirst("Host");
    }

    @Override
    public Optional<InetAddress> clientAddress() {
        return Optional.of(exchange.getRemoteAddress().getAddress());
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return Optional.empty();
    }

    @Override
    public void recognised(Route route, Caller caller) {}

    @Override
    public void onAnswered(Runnable action) {
        whenAnswered.add(action);
    }

    void answered() {
        whenAnswered.forEach(Runnable::run);
    }
}
