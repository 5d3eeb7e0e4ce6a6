package dev.berth.registry.engine.memory;

import dev.berth.registry.model.ByteRange;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/** A part of {@link Chunks} that is no longer modified, as a channel. */
final class ChunkChannel implements ReadableByteChannel {
    private final Chunks chunks;
    private final long end;
    private long position;
    private volatile boolean open = true;

    ChunkChannel(Chunks chunks, ByteRange range) {
        this.chunks = chunks;
        this.position = range.offset();
        this.end = range.end();
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position == end) {
            return -1;
        }
        int total = 0;
        while (target.hasRemaining() && position < end) {
            int length = chunks.read(position, target, end - position);
            position += length;
            total += length;
        }
        return total;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
