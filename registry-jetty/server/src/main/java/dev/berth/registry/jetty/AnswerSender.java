package dev.berth.registry.jetty;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.HttpHeader;
import dev.berth.registry.model.BlobContent;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/** Sends answers, each body by the cheapest way. */
final class AnswerSender {
    private final ByteBufferPool buffers = new ArrayByteBufferPool(0, 4096, BlobSender.BUFFER);
    private final boolean directFiles;
    private final SlowClientTimeouts timeouts;

    /** @param directFiles whether files may go to the socket without passing through this process */
    AnswerSender(boolean directFiles, SlowClientTimeouts timeouts) {
        this.directFiles = directFiles;
        this.timeouts = timeouts;
    }

    /** Writes all of it and then completes {@code callback}; closes the body. */
    void send(HttpAnswer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        for (HttpHeader header : answer.headers()) {
            fields.add(JettyHeaders.field(header));
        }
        HttpBody body = answer.body();
        if (body instanceof HttpBody.None) {
            // RFC 9110, section 8.6: for an empty last write, Jetty adds a length of 0, which is wrong here.
            boolean saysLength = answer.status() != HttpStatus.NOT_MODIFIED_304;
            response.write(saysLength, BufferUtil.EMPTY_BUFFER, callback);
            return;
        }
        fields.put(org.eclipse.jetty.http.HttpHeader.CONTENT_LENGTH, body.length());
        sendBody(body, request, response, callback);
    }

    private void sendBody(HttpBody body, Request request, Response response, Callback callback) {
        if (body instanceof HttpBody.Bytes bytes && bytes.length() > 0) {
            new BytesSender(new ResponseProgress(timeouts, request), response, bytes.content(), callback).iterate();
        } else if (body instanceof HttpBody.Stream stream && stream.length() > 0) {
            sendBlob(stream.content(), request, response, callback);
        } else {
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }

    /** Content that fits into one buffer is cheapest as one write of header and body. */
    private void sendBlob(BlobContent content, Request request, Response response, Callback callback) {
        boolean worthIt = directFiles && content.length() > BlobSender.BUFFER;
        Optional<SocketChannelEndPoint> target = worthIt ? FileSender.target(request, response) : Optional.empty();
        if (target.isPresent() && content.channel() instanceof FileChannel file) {
            FileSender.send(new ResponseProgress(timeouts, request), target.get(), response, content, file, callback);
        } else {
            new BlobSender(new ResponseProgress(timeouts, request), response, content, buffers, callback).iterate();
        }
    }

    /**
     * Sends bytes that are in memory, slice by slice. The JDK copies each write to a socket into direct memory, and
     * keeps that buffer in its full size with the thread: whole manifests there would exceed the direct memory of the
     * process.
     */
    private static final class BytesSender extends IteratingCallback {
        private static final int SLICE = 32 * 1024;

        private final ResponseProgress transfer;
        private final Response response;
        private final ByteBuffer content;
        private final Callback callback;

        BytesSender(ResponseProgress transfer, Response response, ByteBuffer content, Callback callback) {
            this.transfer = transfer;
            this.response = response;
            this.content = content;
            this.callback = callback;
        }

        @Override
        protected Action process() {
            transfer.sent();
            if (!content.hasRemaining()) {
                return Action.SUCCEEDED;
            }
            int length = Math.min(SLICE, content.remaining());
            ByteBuffer slice = content.slice(content.position(), length);
            content.position(content.position() + length);
            transfer.sending(length);
            response.write(!content.hasRemaining(), slice, this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleted(Throwable cause) {
            transfer.ended();
            if (cause == null) {
                callback.succeeded();
            } else {
                callback.failed(cause);
            }
        }
    }
}
