package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.ReadChannel;
import dev.berth.registry.model.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads a range of an object. The client resumes a broken stream. */
final class ContentChannel implements ReadableByteChannel {
    private final ReadChannel reader;
    private final String name;
    private final ByteBuffer first;
    private long left;

    /** {@code first} has the bytes read already. */
    ContentChannel(ReadChannel reader, String name, ByteRange range, ByteBuffer first) {
        this.reader = reader;
        this.name = name;
        this.first = first;
        this.left = range.length();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = first.hasRemaining() ? readFirst(target) : readOn(target);
        left -= read;
        return read;
    }

    private int readFirst(ByteBuffer target) {
        int count = Math.min(first.remaining(), target.remaining());
        target.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        return count;
    }

    private int readOn(ByteBuffer target) throws IOException {
        try {
            int read = reader.read(target);
            if (read < 0) {
                throw new EOFException("object " + name + " ends " + left + " bytes early");
            }
            return read;
        } catch (BaseServiceException e) {
            throw new IOException("cannot continue to read object " + name, e);
        }
    }

    @Override
    public boolean isOpen() {
        return reader.isOpen();
    }

    @Override
    public void close() {
        reader.close();
    }
}
