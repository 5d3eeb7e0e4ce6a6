package dev.berth.registry.engine.upload;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers for bytes on their way in. A bounded number of large ones is shared; a request that finds none left takes a
 * small one of its own, so that memory stays bounded by the number of requests and slow clients hold up nobody.
 */
public final class BufferPool {
    static final int LARGE = 128 << 10;
    static final int SMALL = 8 << 10;

    private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unused;

    public BufferPool(int largeBuffers) {
        unused = new AtomicInteger(largeBuffers);
    }

    /** A buffer to give back. */
    byte[] take() {
        byte[] pooled = idle.poll();
        if (pooled != null) {
            return pooled;
        }
        boolean mayGrow = unused.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return new byte[mayGrow ? LARGE : SMALL];
    }

    /** Takes back a buffer that nobody uses any more. */
    void giveBack(byte[] buffer) {
        if (buffer.length == LARGE) {
            idle.add(buffer);
        }
    }
}
