package dev.berth.registry.engine;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A client that goes away after these bytes. */
final class BrokenStream extends InputStream {
    private final InputStream bytes;

    BrokenStream(byte[] bytes) {
        this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = bytes.read(target, offset, length);
        if (read < 0) {
            throw new EOFException("the client went away");
        }
        return read;
    }
}
