package dev.berth.registry.jetty;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Reads and drops the body of a request that has been answered, for some seconds, and then completes the request. Holds
 * no thread during the wait. A client that sends for longer loses an HTTP/1.1 connection; on HTTP/2 only that stream is
 * reset.
 */
final class DiscardedBody implements Runnable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Request request;
    private final SlowClientTimeouts timeouts;
    private final Callback callback;
    private volatile long begun;
    private volatile boolean isLost;
    private boolean hasEnded;

    DiscardedBody(Request request, SlowClientTimeouts timeouts, Callback callback) {
        this.request = request;
        this.timeouts = timeouts;
        this.callback = callback;
    }

    /** To be called once, when the answer has been sent. */
    synchronized void begin() {
        begun = NanoTime.now();
        timeouts.dropping(this);
        run();
    }

    @Override
    public synchronized void run() {
        endIfSlow(NanoTime.now());
        while (!hasEnded) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            chunk.release();
            if (Content.Chunk.isFailure(chunk)) {
                end(() -> callback.failed(chunk.getFailure()));
            } else if (chunk.isLast()) {
                end(callback::succeeded);
            } else {
                endIfSlow(NanoTime.now());
            }
        }
    }

    /**
     * Ends bodies that take too long, and those whose HTTP/2 connection was closed at the previous check: Jetty may not
     * report that.
     */
    void look(long now) {
        if (isLost) {
            endLate();
        }
        isLost = UnreadRequest.isMultiplexed(request)
                && !Connectors.endPoint(request).isOpen();
        endIfSlow(now);
    }

    /** May be called by any thread, at any time; does not wait for one that reads, unless that is about to end too. */
    private void endIfSlow(long now) {
        if (NanoTime.elapsed(begun, now) > LONGEST.toNanos()) {
            endLate();
        }
    }

    private synchronized void endLate() {
        if (!hasEnded) {
            end(() -> giveUp(new TimeoutException("the remaining request body takes too long")));
        }
    }

    private void giveUp(TimeoutException late) {
        if (UnreadRequest.isMultiplexed(request)) {
            request.addHttpStreamWrapper(UnreadStream::new);
        } else {
            Connectors.endPoint(request).close(late);
        }
        callback.failed(late);
    }

    private void end(Runnable how) {
        hasEnded = true;
        timeouts.dropped(this);
        how.run();
    }
}
