package dev.berth.registry.jetty;

import dev.berth.registry.model.BlobContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends a blob through one pooled buffer: read, write, and only when that write is done read again. A slow client holds
 * a buffer, not a thread. Closes the content, however it ends.
 */
final class BlobSender extends IteratingCallback {
    static final int BUFFER = 128 * 1024;

    private final ResponseProgress transfer;
    private final Response response;
    private final BlobContent content;
    private final Callback callback;
    private final RetainableByteBuffer.Mutable buffer;
    private long remaining;

    BlobSender(
            ResponseProgress transfer,
            Response response,
            BlobContent content,
            ByteBufferPool buffers,
            Callback callback) {
        this.transfer = transfer;
        this.response = response;
        this.content = content;
        this.callback = callback;
        this.remaining = content.length();
        this.buffer = buffers.acquire((int) Math.min(BUFFER, Math.max(1, remaining)), true);
    }

    @Override
    protected Action process() throws IOException {
        transfer.sent();
        if (remaining == 0) {
            return Action.SUCCEEDED;
        }
        ByteBuffer bytes = buffer.getByteBuffer();
        bytes.clear().limit((int) Math.min(bytes.capacity(), remaining));
        fill(bytes);
        remaining -= bytes.flip().remaining();
        transfer.sending(bytes.remaining());
        response.write(remaining == 0, bytes, this);
        return Action.SCHEDULED;
    }

    private void fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (content.channel().read(bytes) < 0) {
                throw new EofException("the blob ended " + (remaining - bytes.position()) + " bytes early");
            }
        }
    }

    @Override
    protected void onCompleted(Throwable cause) {
        transfer.ended();
        buffer.release();
        IO.close(content);
        if (cause == null) {
            callback.succeeded();
        } else if (!response.isCommitted()) {
            // Storage answered, and then no byte came.
            Response.writeError(
                    response.getRequest(), response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, null, cause);
        } else {
            callback.failed(cause);
        }
    }
}
