package dev.berth.registry.event;

import java.util.Objects;

/**
 * The request that did it. A part that is not known is empty.
 *
 * @param requestId the name of the request in logs
 * @param address of the client
 * @param host by which the client called the registry
 * @param method of HTTP
 * @param userAgent what the client calls itself
 * @param actor the name of the caller
 * @param baseUrl scheme and host by which the client called the registry, without trailing slash
 */
public record Origin(
        String requestId, String address, String host, String method, String userAgent, String actor, String baseUrl) {
    /** What happened without a request, or nobody knows of which. */
    public static final Origin UNKNOWN = new Origin("", "", "", "", "", "", "");

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
