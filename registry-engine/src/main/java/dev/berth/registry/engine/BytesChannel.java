package dev.berth.registry.engine;

import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads bytes that are in memory. */
final class BytesChannel implements ReadableByteChannel {
    private final ByteBuffer source;

    BytesChannel(ByteBuffer source) {
        this.source = source;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!source.hasRemaining()) {
            return target.hasRemaining() ? -1 : 0;
        }
        int length = Math.min(source.remaining(), target.remaining());
        target.put(target.position(), source, source.position(), length);
        target.position(target.position() + length);
        source.position(source.position() + length);
        return length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
