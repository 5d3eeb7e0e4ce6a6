package dev.berth.registry.jetty;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/**
 * The body of an answer on its way to a client that has to take it in time. Time spent on anything else does not count.
 * Counts what was sent; who completes the answer sees all of it.
 */
final class ResponseProgress {
    private static final String ATTRIBUTE = ResponseProgress.class.getName();

    private final SlowClientTimeouts timeouts;
    private final EndPoint endPoint;
    private int pending;
    private long total;
    volatile long begun;
    volatile long allowed;

    ResponseProgress(SlowClientTimeouts timeouts, Request request) {
        this.timeouts = timeouts;
        this.endPoint = Connectors.endPoint(request);
        request.setAttribute(ATTRIBUTE, this);
    }

    /** How many bytes of a body the answer to a request had, as far as it was sent. */
    static long bytes(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof ResponseProgress transfer ? transfer.total : 0;
    }

    void sending(int bytes) {
        pending = bytes;
        timeouts.sending(this, bytes);
    }

    /** What was being sent has been. */
    void sent() {
        total += pending;
        ended();
    }

    /** So many bytes went at once. */
    void sent(long bytes) {
        total += bytes;
    }

    /** Nothing is being sent any more, and what was may not have arrived. */
    void ended() {
        pending = 0;
        timeouts.sent(this);
    }

    void endIfSlow(long now) {
        if (NanoTime.elapsed(begun, now) > allowed) {
            endPoint.close(new TimeoutException("the client takes too little"));
        }
    }
}
