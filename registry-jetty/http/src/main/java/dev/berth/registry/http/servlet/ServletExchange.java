package dev.berth.registry.http.servlet;

import dev.berth.registry.access.Caller;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Route;
import dev.berth.registry.http.limit.PacedBody;
import dev.berth.registry.http.proxy.LinkBases;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A request of a servlet container as the protocol sees it. */
final class ServletExchange implements HttpRequest {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final HttpServletRequest request;
    private final ReceivedRequest received;
    private final LinkBases linkBases;
    private final Optional<InetAddress> clientAddress;
    private final PacedBody body;
    private final String prefix;
    private final Queue<Runnable> whenAnswered = new ConcurrentLinkedQueue<>();

    ServletExchange(HttpServletRequest request, RegistryServlet.Builder settings) throws IOException {
        this.request = request;
        this.received = new ReceivedRequest(request);
        this.linkBases = settings.linkBases();
        this.clientAddress = settings.trustedProxies().client(received);
        this.body = new PacedBody(request.getInputStream(), settings.uploadRate(), System::nanoTime);
        this.prefix = request.getContextPath() + mapped(request.getHttpServletMapping());
    }

    /** The path a servlet is mapped to, without the {@code /v2} that is the protocol's. */
    private static String mapped(HttpServletMapping mapping) {
        if (mapping.getMappingMatch() != MappingMatch.PATH) {
            return "";
        }
        String pattern = mapping.getPattern();
        String path = pattern.substring(0, pattern.length() - "/*".length());
        return path.endsWith("/v2") ? path.substring(0, path.length() - "/v2".length()) : path;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getRequestURI();
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    @Override
    public String query() {
        String query = request.getQueryString();
        return query == null ? "" : query;
    }

    @Override
    public Optional<String> header(HeaderName name) {
        return Optional.ofNullable(request.getHeader(name.toString()));
    }

    @Override
    public List<String> headers(HeaderName name) {
        return Collections.list(request.getHeaders(name.toString()));
    }

    @Override
    public OptionalLong contentLength() {
        long length = request.getContentLengthLong();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public PacedBody body() {
        return body;
    }

    @Override
    public String linkBase() {
        return linkBases.of(received, prefix);
    }

    @Override
    public String origin() {
        return linkBases.origin(received);
    }

    @Override
    public Optional<InetAddress> clientAddress() {
        return clientAddress;
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    @Override
    public void recognised(Route route, Caller caller) {
        request.setAttribute(RegistryServlet.ENDPOINT, route.endpoint());
        request.setAttribute(RegistryServlet.CALLER, caller);
    }

    @Override
    public void onAnswered(Runnable action) {
        whenAnswered.add(action);
    }

    /** Runs the actions that wait for the answer. */
    void answered() {
        for (Runnable action = whenAnswered.poll(); action != null; action = whenAnswered.poll()) {
            action.run();
        }
    }
}
