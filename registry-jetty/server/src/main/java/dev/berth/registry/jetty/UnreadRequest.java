package dev.berth.registry.jetty;

import dev.berth.registry.http.limit.PacedBody;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The unread body of an answered request. A client that is busy sending reads its answer late, and closing a connection
 * over unread bytes can destroy the answer on its way. So the answer is sent first, and then the remaining body is
 * {@linkplain DiscardedBody read and dropped}. A short body leaves the connection usable; before a long one the answer
 * announces the end of the connection. On HTTP/2 the connection is shared with other requests, and never ends for this.
 */
final class UnreadRequest {
    private static final long SHORT = 1 << 20;

    private final Request request;
    private final PacedBody body;

    private UnreadRequest(Request request, PacedBody body) {
        this.request = request;
        this.body = body;
    }

    /** Prepares the answer, and answers the callback to run after it was sent. */
    static Callback after(
            Request request, Response response, PacedBody body, SlowClientTimeouts timeouts, Callback callback) {
        UnreadRequest remainder = new UnreadRequest(request, body);
        if (!remainder.isAnnounced() || remainder.isAllThere()) {
            return callback;
        }
        if (remainder.isWaitingToContinue()) {
            return Callback.from(() -> remainder.refuse(callback), callback::failed);
        }
        if (remainder.isLong() && !isMultiplexed(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        DiscardedBody rest = new DiscardedBody(request, timeouts, callback);
        return Callback.from(rest::begin, callback::failed);
    }

    /** True when the connection carries other requests at the same time, which must not suffer from this one. */
    static boolean isMultiplexed(Request request) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    }

    /**
     * A request with neither length nor encoding has no body (RFC 9112, section 6.3). On HTTP/2 only the body itself
     * shows whether there is one.
     */
    private boolean isAnnounced() {
        return !body.isAtEnd()
                && (isMultiplexed(request)
                        || request.getLength() > 0
                        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    /** Drops all received bytes, without waiting. */
    private boolean isAllThere() {
        body.release();
        long dropped = 0;
        while (dropped <= SHORT) {
            Content.Chunk chunk = request.read();
            // a permanent failure is handled by the discarded body
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return false;
            }
            dropped += chunk.remaining();
            chunk.release();
            if (chunk.isLast()) {
                return true;
            }
        }
        return false;
    }

    /**
     * True when the client waits for 100 Continue, which it will not get. On HTTP/1.1 that has no effect: the client
     * may send without it, and Jetty sends none after the answer and announces the end of the connection.
     */
    private boolean isWaitingToContinue() {
        return isMultiplexed(request)
                && request.getHeaders().contains(HttpHeader.EXPECT)
                && !body.isBegun()
                && Request.getContentBytesRead(request) == 0;
    }

    private void refuse(Callback callback) {
        request.addHttpStreamWrapper(UnreadStream::new);
        callback.succeeded();
    }

    private boolean isLong() {
        return request.getLength() < 0 || request.getLength() - Request.getContentBytesRead(request) > SHORT;
    }
}
