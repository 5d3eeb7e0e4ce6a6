package dev.berth.registry.http;

import dev.berth.registry.access.Caller;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A request as a server received it. For one thread. */
public interface HttpRequest {

    /** How long ago its header was there: what it waited for a thread since. */
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

    /** How many bytes the body has, when the client said so. */
    OptionalLong contentLength();

    /**
     * The body. Reading fails with an IOException when the client breaks off or falls silent. Stays the server's to
     * close.
     */
    InputStream body();

    /**
     * What goes before a path in Location and Link: empty for relative ones, a path prefix, or an address without
     * trailing slash.
     */
    String linkBase();

    /**
     * The address that the client used for the registry, without path: {@code https://registry.example.com} for
     * example; empty when it said none.
     */
    String origin();

    /**
     * Where the client is: the other end of the connection, or who called the outermost trusted proxy. Empty when the
     * connection is not one of IP.
     */
    Optional<InetAddress> clientAddress();

    /** The client's certificate, if it has one that the server found good. */
    Optional<X509Certificate> clientCertificate();

    /**
     * Runs something once, when the request has been answered, well or badly: what it holds until then is let go.
     * Nothing is read of the request or its answer afterwards.
     */
    void onAnswered(Runnable action);

    /** Receives the endpoint and the caller, for logs and metrics: first the endpoint, later again with the caller. */
    void recognised(Endpoint endpoint, Caller caller);
}
