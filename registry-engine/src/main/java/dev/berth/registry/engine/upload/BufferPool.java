package dev.berth.registry.engine.upload;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Buffers for incoming bytes. A bounded number of large buffers is shared; a request that finds none left allocates a
 * small one, so that memory is bounded by the number of requests and slow clients block no other request.
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

    /** Returns a buffer that is no longer in use. */
    void giveBack(byte[] buffer) {
        if (buffer.length == LARGE) {
            idle.add(buffer);
        }
    }
}
