package dev.berth.registry.jetty;

import dev.berth.registry.access.Caller;
import dev.berth.registry.http.HeaderName;
import dev.berth.registry.http.HttpRequest;
import dev.berth.registry.http.Route;
import dev.berth.registry.http.limit.PacedBody;
import dev.berth.registry.http.proxy.LinkBases;
import dev.berth.registry.tracing.TraceContext;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/** A Jetty request in the form of the protocol, and its interpretation by the protocol. */
final class Exchange implements HttpRequest {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private final Request request;
    private final LinkBases linkBases;
    private final String context;
    private final Optional<InetAddress> clientAddress;
    private final PacedBody body;
    private Optional<Route> route = Optional.empty();
    private Caller caller = Caller.ANONYMOUS;
    private Optional<String> trace = Optional.empty();
    private final Queue<Runnable> whenAnswered = new ConcurrentLinkedQueue<>();

    Exchange(Request request, LinkBases linkBases, Optional<InetAddress> clientAddress, int uploadRate) {
        this.request = request;
        this.linkBases = linkBases;
        this.context = context(request);
        this.clientAddress = clientAddress;
        this.body = new PacedBody(RequestBody.of(request), uploadRate, System::nanoTime);
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The exchange of a request that came as far as the protocol. */
    static Optional<Exchange> of(Request request) {
        return Optional.ofNullable((Exchange) request.getAttribute(ATTRIBUTE));
    }

    @Override
    public Duration age() {
        return Duration.ofNanos(Math.max(0, NanoTime.since(request.getHeadersNanoTime())));
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /** The path of the context the handler is in; empty without one. */
    private static String context(Request request) {
        String path = request.getContext().getContextPath();
        return path == null || path.equals("/") ? "" : path;
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        if (path == null) {
            return "";
        }
        return path.startsWith(context) ? path.substring(context.length()) : path;
    }

    @Override
    public String query() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    @Override
    public Optional<String> header(HeaderName name) {
        return JettyHeaders.first(request.getHeaders(), name);
    }

    @Override
    public List<String> headers(HeaderName name) {
        return request.getHeaders().getValuesList(name.toString());
    }

    @Override
    public OptionalLong contentLength() {
        long length = request.getLength();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    @Override
    public PacedBody body() {
        return body;
    }

    @Override
    public String linkBase() {
        return linkBases.of(new ReceivedRequest(request), context);
    }

    @Override
    public String origin() {
        return linkBases.origin(new ReceivedRequest(request));
    }

    @Override
    public Optional<InetAddress> clientAddress() {
        return clientAddress;
    }

    @Override
    public Optional<X509Certificate> clientCertificate() {
        return Optional.ofNullable(request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE))
                .map(session -> ((EndPoint.SslSessionData) session).peerCertificates())
                .filter(chain -> chain.length > 0)
                .map(chain -> chain[0]);
    }

    @Override
    public void recognised(Route newRoute, Caller newCaller) {
        route = Optional.of(newRoute);
        caller = newCaller;
    }

    @Override
    public void traced(TraceContext context) {
        trace = Optional.of(context.traceId());
    }

    @Override
    public void onAnswered(Runnable action) {
        whenAnswered.add(action);
    }

    /** Runs what waits for the answer; later calls find nothing left. */
    void answered() {
        for (Runnable action = whenAnswered.poll(); action != null; action = whenAnswered.poll()) {
            action.run();
        }
    }

    Optional<Route> route() {
        return route;
    }

    /** The id of its trace; empty when it is not traced. */
    Optional<String> trace() {
        return trace;
    }

    Caller caller() {
        return caller;
    }
}
