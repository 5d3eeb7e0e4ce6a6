package dev.berth.registry.junit;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request that the registry received.
 *
 * @param path its path as it was sent, without the query
 * @param query its query, without the question mark
 * @param status the status of the answer; empty while there is none, or when the connection was broken
 * @param userAgent the program that sent it
 * @param authorized true when it had credentials
 */
public record RecordedRequest(
        String method,
        String path,
        Optional<String> query,
        OptionalInt status,
        Optional<String> userAgent,
        boolean authorized) {

    /** Refuses null. */
    public RecordedRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(userAgent, "userAgent");
    }

    /** A request that has been answered. */
    RecordedRequest answered(int answer) {
        return new RecordedRequest(method, path, query, OptionalInt.of(answer), userAgent, authorized);
    }

    /** The request line and the status, {@code GET /v2/ 200} for example. */
    @Override
    public String toString() {
        return method + " " + path + query.map(text -> "?" + text).orElse("") + " "
                + (status.isPresent() ? Integer.toString(status.getAsInt()) : "-");
    }
}
