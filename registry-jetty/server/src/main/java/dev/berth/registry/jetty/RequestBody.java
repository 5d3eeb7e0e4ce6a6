package dev.berth.registry.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of a request for one thread that blocks while no bytes come. Jetty has a stream for that too, which blocks
 * until a notification; but tasks that Jetty has queued for an HTTP/2 connection when it closes never run, including
 * that notification. And Jetty's idle timeout restarts with any input, even an empty frame or one more letter before a
 * chunk. So a blocked reader checks every second whether the connection still exists, and leaves Jetty another second
 * to report it; and it waits for a byte little longer than the idle timeout of a connection.
 */
final class RequestBody extends InputStream {
    private static final long LOOK_MILLIS = 1000;

    private final Content.Source source;
    private final EndPoint connection;
    private final Semaphore signals = new Semaphore(0);
    private final Runnable report = Invocable.from(Invocable.InvocationType.NON_BLOCKING, signals::release);
    private Content.Chunk chunk = Content.Chunk.EMPTY;

    RequestBody(Content.Source source, EndPoint connection) {
        this.source = source;
        this.connection = connection;
    }

    static RequestBody of(Request request) {
        return new RequestBody(request, Connectors.endPoint(request));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        fill();
        if (!chunk.hasRemaining()) {
            return -1;
        }
        ByteBuffer bytes = chunk.getByteBuffer();
        int read = Math.min(length, bytes.remaining());
        bytes.get(buffer, offset, read);
        releaseIfRead();
        return read;
    }

    @Override
    public int available() {
        return chunk.remaining();
    }

    /** Until there are bytes, or the end. */
    private void fill() throws IOException {
        long begun = NanoTime.now();
        while (!chunk.hasRemaining() && !chunk.isLast()) {
            Content.Chunk next = source.read();
            if (next == null) {
                await(begun);
            } else if (Content.Chunk.isFailure(next)) {
                throw IO.rethrow(next.getFailure());
            } else {
                chunk = next;
                releaseIfRead();
            }
        }
    }

    private void releaseIfRead() {
        if (!chunk.hasRemaining()) {
            chunk.release();
            chunk = chunk.isLast() ? Content.Chunk.EOF : Content.Chunk.EMPTY;
        }
    }

    private void await(long begun) throws IOException {
        source.demand(report);
        boolean isLost = false;
        do {
            if (isLost) {
                throw new EofException("the connection has been closed");
            }
            endIfSilent(begun);
            isLost = !connection.isOpen();
        } while (!isTold());
    }

    /** Ends the connection, on HTTP/2 too; of a client that sends nothing at all Jetty ends the request before that. */
    private void endIfSilent(long begun) {
        long longest = connection.getIdleTimeout();
        if (longest > 0 && NanoTime.millisSince(begun) > longest + 2 * LOOK_MILLIS) {
            connection.close(new TimeoutException("no byte of the request body for " + longest + " ms"));
        }
    }

    private boolean isTold() throws InterruptedIOException {
        try {
            return signals.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the body of a request");
        }
    }
}
