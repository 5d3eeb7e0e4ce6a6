package dev.berth.registry.engine.memory;

import dev.berth.registry.model.ByteRange;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes in arrays of growing length, so that a small object takes little, a large one is never copied as a whole and
 * none is limited by the length of an array. For one thread at a time while it is written to.
 */
final class Chunks {
    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 1 << 20;

    private final List<byte[]> chunks = new ArrayList<>();
    private long size;

    long size() {
        return size;
    }

    void append(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int index = indexOf(size);
            if (index == chunks.size()) {
                chunks.add(new byte[lengthOf(index)]);
            }
            byte[] chunk = chunks.get(index);
            int offset = (int) (size - startOf(index));
            int length = Math.min(bytes.remaining(), chunk.length - offset);
            bytes.get(chunk, offset, length);
            size += length;
        }
    }

    /** Forgets all bytes from {@code newSize} on. */
    void truncate(long newSize) {
        size = newSize;
        int needed = newSize == 0 ? 0 : indexOf(newSize - 1) + 1;
        chunks.subList(needed, chunks.size()).clear();
    }

    /** Frees the unused end of the last chunk. Nothing can be appended afterwards. */
    void trim() {
        int last = chunks.size() - 1;
        if (last >= 0) {
            int used = (int) (size - startOf(last));
            chunks.set(last, Arrays.copyOf(chunks.get(last), used));
        }
    }

    /** Moves bytes from {@code position} on into {@code target}, as many as fit without leaving a chunk. */
    int read(long position, ByteBuffer target, long limit) {
        int index = indexOf(position);
        byte[] chunk = chunks.get(index);
        int offset = (int) (position - startOf(index));
        int length = (int) Math.min(Math.min(target.remaining(), limit), chunk.length - offset);
        target.put(chunk, offset, length);
        return length;
    }

    private static final int GROWING = Integer.numberOfTrailingZeros(LARGEST / SMALLEST);
    private static final long GROWN = LARGEST - SMALLEST;

    /** Chunks double until they are largest: chunk i begins at SMALLEST * (2^i - 1). */
    private static int indexOf(long position) {
        return position < GROWN
                ? 63 - Long.numberOfLeadingZeros(position / SMALLEST + 1)
                : Math.toIntExact(GROWING + (position - GROWN) / LARGEST);
    }

    private static long startOf(int index) {
        return index < GROWING ? ((1L << index) - 1) * SMALLEST : GROWN + (long) (index - GROWING) * LARGEST;
    }

    private static int lengthOf(int index) {
        return index < GROWING ? SMALLEST << index : LARGEST;
    }

    /** A part of {@link Chunks} that is no longer modified, as a channel. */
    static final class ChunkChannel implements ReadableByteChannel {
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
}
