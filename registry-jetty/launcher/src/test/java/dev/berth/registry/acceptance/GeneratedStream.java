package dev.berth.registry.acceptance;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Random;

/** Many bytes without storage: the same block repeated, numbered. Hashes what it gives. */
final class GeneratedStream extends InputStream {
    private static final byte[] BLOCK = block();
    private final MessageDigest hash = Content.sha256();
    private final long length;
    private final byte name;
    private long position;

    GeneratedStream(int name, long length) {
        this.name = (byte) name;
        this.length = length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
        if (position == length) {
            return -1;
        }
        int start = (int) (position % BLOCK.length);
        int count = (int) Math.min(Math.min(wanted, BLOCK.length - start), length - position);
        System.arraycopy(BLOCK, start, buffer, offset, count);
        if (start == 0) {
            buffer[offset] = name;
        }
        hash.update(buffer, offset, count);
        position += count;
        return count;
    }

    /** The digest of what was given so far. */
    String digest() {
        try {
            return Content.digest(((MessageDigest) hash.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] block() {
        byte[] block = new byte[1 << 16];
        new Random(1).nextBytes(block);
        return block;
    }
}
