package dev.berth.registry.jetty;

import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.HttpBody;
import dev.berth.registry.http.HttpHeader;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Sends answers, each body by the cheapest way. */
final class AnswerSender {
    private final ByteBufferPool buffers = new ArrayByteBufferPool(0, 4096, BlobSender.BUFFER);

    /** Writes all of it and then completes {@code callback}; closes the body. */
    void send(HttpAnswer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        for (HttpHeader header : answer.headers()) {
            fields.add(JettyHeaders.field(header));
        }
        HttpBody body = answer.body();
        if (body instanceof HttpBody.None) {
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            return;
        }
        fields.put(org.eclipse.jetty.http.HttpHeader.CONTENT_LENGTH, body.length());
        sendBody(body, response, callback);
    }

    private void sendBody(HttpBody body, Response response, Callback callback) {
        if (body instanceof HttpBody.Bytes bytes) {
            response.write(true, bytes.content(), callback);
        } else if (body instanceof HttpBody.Stream stream && stream.length() > 0) {
            new BlobSender(response, stream.content(), buffers, callback).iterate();
        } else {
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        }
    }
}
