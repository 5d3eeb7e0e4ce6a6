package dev.berth.registry.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client that stops before its first byte until the test lets it go on. */
final class PausedStream extends InputStream {
    private final InputStream bytes;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    PausedStream(byte[] bytes) {
        this.bytes = new ByteArrayInputStream(bytes);
    }

    /** Waits until the stream is read. */
    void awaitReader() throws InterruptedException {
        if (!asked.await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("nobody reads");
        }
    }

    void release() {
        released.countDown();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        asked.countDown();
        try {
            if (!released.await(1, TimeUnit.MINUTES)) {
                throw new IOException("nobody let the client go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return bytes.read(target, offset, length);
    }
}
