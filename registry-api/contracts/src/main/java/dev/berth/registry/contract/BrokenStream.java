package dev.berth.registry.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The request body of a client that breaks off: some bytes, then an exception. */
public final class BrokenStream extends InputStream {
    private final byte[] content;
    private final int breaksAt;
    private int position;

    public BrokenStream(byte[] content, int breaksAt) {
        this.content = Arrays.copyOf(content, content.length);
        this.breaksAt = breaksAt;
    }

    @Override
    public int read() throws IOException {
        if (position == breaksAt) {
            throw new IOException("the client broke off");
        }
        return content[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == breaksAt) {
            throw new IOException("the client broke off");
        }
        int count = Math.min(Math.min(length, 1_000), breaksAt - position);
        System.arraycopy(content, position, target, offset, count);
        position += count;
        return count;
    }
}
