package dev.berth.registry.http.tracing;

import dev.berth.registry.tracing.TraceContext;

/** A request in its trace. */
public interface RequestSpan {

    /** Its place in the trace: the work for the request belongs to it. */
    TraceContext context();

    /**
     * The request ended: its response was sent, or could not be. Called once, on any thread.
     *
     * @param status the status of the response; 500 when there was none
     */
    void ended(int status);
}
