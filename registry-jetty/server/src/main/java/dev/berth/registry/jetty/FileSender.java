package dev.berth.registry.jetty;

import dev.berth.registry.model.BlobContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends a file from the kernel's cache to the socket without a copy through this process, which Jetty 12 does not
 * offer. Works for bodies sent unchanged: HTTP/1.1 in clear text, with a known length and nothing between handler and
 * connection.
 *
 * <p>The header is committed through Jetty first; the request is completed without a last write, which Jetty takes for
 * the end of the body. When the socket is full a small piece goes through Jetty's end point, whose completion reports
 * that there is room again: a slow client holds no thread. A failure in the body ends the connection.
 */
final class FileSender extends IteratingCallback {
    private static final int STEP = 4 << 20;
    private static final int PIECE = 16 * 1024;

    private final ResponseProgress transfer;
    private final SocketChannelEndPoint endPoint;
    private final BlobContent content;
    private final FileChannel file;
    private final Callback callback;
    private long position;
    private long remaining;

    private FileSender(
            ResponseProgress transfer,
            SocketChannelEndPoint endPoint,
            BlobContent content,
            FileChannel file,
            Callback callback)
            throws IOException {
        this.transfer = transfer;
        this.endPoint = endPoint;
        this.content = content;
        this.file = file;
        this.callback = callback;
        this.position = file.position();
        this.remaining = content.length();
    }

    /** The channel for direct writes of an answer; empty when it has to go through Jetty. */
    static Optional<SocketChannelEndPoint> target(Request request, Response response) {
        return !(response instanceof Response.Wrapper)
                        && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                        && Connectors.endPoint(request) instanceof SocketChannelEndPoint endPoint
                ? Optional.of(endPoint)
                : Optional.empty();
    }

    /** Jetty does not see this write, so its idle timeout needs the exchange to end. */
    static void send(
            ResponseProgress transfer,
            SocketChannelEndPoint endPoint,
            Response response,
            BlobContent content,
            FileChannel file,
            Callback callback) {
        try {
            FileSender sender = new FileSender(transfer, endPoint, content, file, callback);
            response.getRequest().addIdleTimeoutListener(timeout -> {
                endPoint.close(timeout);
                return false;
            });
            response.write(false, BufferUtil.EMPTY_BUFFER, Callback.from(sender::iterate, sender::abort));
        } catch (IOException e) {
            IO.close(content);
            callback.failed(e);
        }
    }

    @Override
    protected Action process() throws IOException {
        transfer.sent();
        while (remaining > 0) {
            long sent = file.transferTo(position, Math.min(STEP, remaining), endPoint.getChannel());
            if (sent == 0) {
                ByteBuffer piece = nextPiece();
                transfer.sending(piece.remaining());
                endPoint.write(this, piece);
                return Action.SCHEDULED;
            }
            endPoint.notIdle();
            transfer.sent(sent);
            advance(sent);
        }
        return Action.SUCCEEDED;
    }

    private ByteBuffer nextPiece() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, remaining));
        int read = file.read(piece, position);
        if (read < 0) {
            throw new EofException("the blob ended " + remaining + " bytes early");
        }
        advance(read);
        return piece.flip();
    }

    private void advance(long bytes) {
        position += bytes;
        remaining -= bytes;
    }

    @Override
    protected void onCompleted(Throwable cause) {
        transfer.ended();
        IO.close(content);
        if (cause == null) {
            callback.succeeded();
        } else {
            callback.failed(cause);
        }
    }
}
