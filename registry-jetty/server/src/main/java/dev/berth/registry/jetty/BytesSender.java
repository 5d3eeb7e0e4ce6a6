package dev.berth.registry.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends bytes that are in memory, slice by slice. The JDK copies each write to a socket into direct memory, and keeps
 * that buffer in its full size with the thread: whole manifests there would exceed the direct memory of the process.
 */
final class BytesSender extends IteratingCallback {
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
