package dev.berth.registry.http.tracing;

import dev.berth.registry.tracing.TraceContext;
import java.util.Optional;

/**
 * Observes requests from their beginning, for traces. Called on the thread of a request; must neither block nor throw.
 * Safe for use by any number of threads.
 */
@FunctionalInterface
public interface RequestTracer {

    /**
     * A request begins to be answered.
     *
     * @param method the method, {@code other} for all but those of the protocol
     * @param route the template of the path; empty when the path has none
     * @param requestId the id of the request in logs
     * @param caller the place of the caller in its trace; empty when the request named none
     */
    RequestSpan begin(String method, Optional<String> route, String requestId, Optional<TraceContext> caller);
}
