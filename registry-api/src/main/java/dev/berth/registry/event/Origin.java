package dev.berth.registry.event;

import java.util.Objects;
import java.util.Optional;

/**
 * The request that caused an event. A part that is unknown is empty.
 *
 * @param requestId the id of the request in logs
 * @param address of the client
 * @param host that the client used for the registry
 * @param method of HTTP
 * @param userAgent the User-Agent header
 * @param actor the caller
 * @param baseUrl scheme and host that the client used for the registry, without trailing slash
 */
public record Origin(
        Optional<String> requestId,
        Optional<String> address,
        Optional<String> host,
        Optional<String> method,
        Optional<String> userAgent,
        Actor actor,
        Optional<String> baseUrl) {
    /**
     * The key of the request id in the diagnostic context of a thread (MDC of SLF4J) while it serves a request. Log
     * lines, the database and storage show the id from there.
     */
    public static final String REQUEST_ID = "request_id";

    /** The origin of an event without a known request. */
    public static final Origin UNKNOWN = new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Actor.UNKNOWN,
            Optional.empty());

    /** Refuses null. */
    public Origin {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(baseUrl, "baseUrl");
    }
}
