package dev.berth.registry.jetty;

import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/**
 * The body of an answer on its way to a client that has to take it in time. Time of other work does not count. Counts
 * the bytes sent; the completion of the answer sees all of them.
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

    /** The number of bytes of the body of an answer that were sent. */
    static long bytes(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof ResponseProgress transfer ? transfer.total : 0;
    }

    void sending(int bytes) {
        pending = bytes;
        timeouts.sending(this, bytes);
    }

    /** The pending write is complete. */
    void sent() {
        total += pending;
        ended();
    }

    /** A write of this number of bytes completed at once. */
    void sent(long bytes) {
        total += bytes;
    }

    /** No write is pending any more, and the last one may not have arrived. */
    void ended() {
        pending = 0;
        timeouts.sent(this);
    }

    void endIfSlow(long now) {
        if (NanoTime.elapsed(begun, now) > allowed) {
            endPoint.close(new TimeoutException("the client reads the response too slowly"));
        }
    }
}
