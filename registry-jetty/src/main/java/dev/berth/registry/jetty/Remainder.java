package dev.berth.registry.jetty;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * What a refused request still has to say. A client that is busy sending reads its answer late, and closing a connection
 * over unread bytes can destroy the answer on its way. So the answer goes out first, and then what still comes is read
 * and dropped, for some seconds. A short rest leaves the connection usable; before a long one the client is told that
 * the connection ends. Holds no thread while it waits.
 *
 * <p>HTTP/2 has a frame for that: Jetty sends it.
 */
final class Remainder implements Runnable {
    private static final long SHORT = 1 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Request request;
    private final Callback callback;
    private final long begun = NanoTime.now();

    private Remainder(Request request, Callback callback) {
        this.request = request;
        this.callback = callback;
    }

    /** Prepares the answer, and answers what has to be called when that has been sent. */
    static Callback after(Request request, Response response, PacedBody body, Callback callback) {
        if (!isComing(request, body)) {
            return callback;
        }
        if (request.getLength() < 0 || request.getLength() > SHORT) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        body.release();
        return Callback.from(new Remainder(request, callback), callback::failed);
    }

    /** A client that waits to be asked for its body is not asked. */
    private static boolean isComing(Request request, PacedBody body) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && announcesBody(request)
                && !body.isAtEnd()
                && !request.getHeaders().contains(HttpHeader.EXPECT);
    }

    /** A request that gives neither length nor encoding has no body (RFC 9112, section 6.3). */
    private static boolean announcesBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    @Override
    public void run() {
        while (NanoTime.since(begun) < LONGEST.toNanos()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            chunk.release();
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            if (chunk.isLast()) {
                break;
            }
        }
        callback.succeeded();
    }
}
