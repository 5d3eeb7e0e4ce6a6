package dev.berth.registry.junit;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Records the status before the client has it, and disturbs the body. */
final class DisturbedResponse extends Response.Wrapper {
    private final RequestLog log;
    private final long number;
    private final Optional<Fault> fault;
    private long sent;

    DisturbedResponse(Request request, Response response, RequestLog log, long number, Optional<Fault> fault) {
        super(request, response);
        this.log = log;
        this.number = number;
        this.fault = fault;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
        log.answered(number, getStatus());
        int length = content == null ? 0 : content.remaining();
        if (content != null && length > 0 && fault.isPresent()) {
            writeDisturbed(fault.get(), last, content, callback);
        } else {
            super.write(last, content, callback);
        }
        sent += length;
    }

    private void writeDisturbed(Fault disturbance, boolean last, ByteBuffer content, Callback callback) {
        if (disturbance instanceof Fault.Corruption && sent == 0) {
            ByteBuffer changed = ByteBuffer.allocate(content.remaining()).put(content);
            super.write(last, changed.put(0, (byte) ~changed.get(0)).flip(), callback);
        } else if (disturbance instanceof Fault.Break broken && sent + content.remaining() >= broken.bytes()) {
            byte[] part = new byte[(int) Math.max(0, broken.bytes() - sent)];
            content.get(part);
            Callback closing = Callback.from(() -> TestHandler.disconnect(getRequest(), callback), callback::failed);
            super.write(false, ByteBuffer.wrap(part), closing);
        } else {
            super.write(last, content, callback);
        }
    }
}
