package dev.berth.registry.event;

import java.util.Objects;

/**
 * The request that caused an event. An unknown part is empty.
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
        String requestId, String address, String host, String method, String userAgent, Actor actor, String baseUrl) {
    /** The origin of an event without a known request. */
    public static final Origin UNKNOWN = new Origin("", "", "", "", "", Actor.named(""), "");

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
