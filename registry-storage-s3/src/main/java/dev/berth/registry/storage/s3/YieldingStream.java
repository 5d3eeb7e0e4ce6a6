package dev.berth.registry.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes to be summed, signed and sent in one go. Between pieces others get their turn, for a virtual thread is not
 * preempted.
 */
final class YieldingStream extends FilterInputStream {

    YieldingStream(InputStream bytes) {
        super(bytes);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck")
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Thread.yield();
        return super.read(buffer, offset, length);
    }
}
