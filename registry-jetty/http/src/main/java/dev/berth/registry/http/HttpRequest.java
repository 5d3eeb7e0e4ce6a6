package dev.berth.registry.http;

import dev.berth.registry.access.Caller;
import dev.berth.registry.tracing.TraceContext;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request as a server received it. For one thread. */
public interface HttpRequest {

    /** The time since the header of the request arrived, including the wait for a thread. */
    default Duration age() {
        return Duration.ZERO;
    }

    /** The method as it was sent, {@code GET} for example. */
    String method();

    /** The path as it was sent, still percent-encoded and with its dot segments. */
    String path();

    /** The query as it was sent, without its question mark; empty when there is none. */
    String query();

    /** The first value of a header field. */
    Optional<String> header(HeaderName name);

    /** All values of a header field, one for each of its lines. */
    List<String> headers(HeaderName name);

    /** The number of bytes of the body, if the client announced it. */
    OptionalLong contentLength();

    /**
     * The body. Reading fails with an IOException when the client breaks off or falls silent. Stays the server's to
     * close.
     */
    InputStream body();

    /**
     * The prefix of a path in Location and Link: empty for relative ones, a path prefix, or an address without trailing
     * slash.
     */
    String linkBase();

    /**
     * The address that the client used for the registry, without path: {@code https://registry.example.com} for
     * example; empty when it said none.
     */
    String origin();

    /**
     * The address of the client: the peer of the connection, or the address the outermost trusted proxy forwards. Empty
     * when the connection does not use IP.
     */
    Optional<InetAddress> clientAddress();

    /** The certificate of the client, if the server has accepted one. */
    Optional<X509Certificate> clientCertificate();

    /**
     * Runs an action once, after the answer or its failure, to release the resources of the request. Neither the
     * request nor its answer is read afterwards.
     */
    void onAnswered(Runnable action);

    /** Receives the route and the caller, for logs and metrics: first the route, later again with the caller. */
    void recognised(Route route, Caller caller);

    /** Receives the place of the request in its trace, for logs, before its answer; not called without tracing. */
    default void traced(TraceContext context) {}
}
