package dev.berth.registry.jetty;

import org.eclipse.jetty.server.HttpStream;

/**
 * An HTTP/2 stream whose answer is complete and whose body is not needed: the client is asked to stop without an error
 * (RFC 9113, section 8.1). Jetty would cancel the stream, and clients drop the answers of cancelled streams.
 */
final class UnreadStream extends HttpStream.Wrapper {
    UnreadStream(HttpStream stream) {
        super(stream);
    }

    @Override
    public void succeeded() {
        super.failed(HttpStream.CONTENT_NOT_CONSUMED);
    }

    @Override
    public void failed(Throwable cause) {
        super.failed(HttpStream.CONTENT_NOT_CONSUMED);
    }
}
