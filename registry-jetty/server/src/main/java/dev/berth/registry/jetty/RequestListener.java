package dev.berth.registry.jetty;

import java.time.Duration;
import java.util.Optional;

/**
 * Observes requests that have ended, for metrics. Called on a thread of the server; must neither block nor throw. Safe
 * for use by any number of threads.
 */
public interface RequestListener {
    /** Observes nothing. */
    RequestListener NONE = request -> {};

    /** A request ended: its response was sent, or could not be. */
    void ended(CompletedRequest request);

    /**
     * A request that has ended. No part of it names a repository, a tag or a caller.
     *
     * @param id the request id of its response and of the log
     * @param method the method, {@code other} for all but the standard ones
     * @param route the template of the path; empty when the path has none, or the request could not be read
     * @param status the status of the response
     * @param duration from its first byte until the last byte of the response
     * @param bytesIn length of the body as far as it was read
     * @param bytesOut length of the body of the response as far as it was sent
     */
    record CompletedRequest(
            Optional<String> id,
            String method,
            Optional<String> route,
            int status,
            Duration duration,
            long bytesIn,
            long bytesOut) {}
}
