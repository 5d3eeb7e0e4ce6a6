package dev.berth.registry.engine.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read. For one thread. */
final class CountedInput extends FilterInputStream {
    private long bytes;

    CountedInput(InputStream content) {
        super(content);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        bytes += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        bytes += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long number) throws IOException {
        long skipped = super.skip(number);
        bytes += skipped;
        return skipped;
    }
}
