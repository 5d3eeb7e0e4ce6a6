package dev.berth.registry.storage.s3;

import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads a range of an object. A broken stream is opened again at its last position: objects do not change. */
final class ObjectChannel implements ReadableByteChannel {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectChannel.class);
    private static final int LARGEST_READ = 64 * 1024;
    private static final int MAX_REOPENINGS = 5;
    private static final Duration REOPENING = Duration.ofSeconds(30);

    private final S3Calls calls;
    private final String name;
    private final ByteRange range;
    private ResponseInputStream<GetObjectResponse> stream;
    private byte[] buffer = new byte[0];
    private long position;
    private int reopened;
    private boolean open = true;

    ObjectChannel(S3Calls calls, String name, ByteRange range, ResponseInputStream<GetObjectResponse> stream) {
        this.calls = calls;
        this.name = name;
        this.range = range;
        this.position = range.offset();
        this.stream = stream;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position == range.end()) {
            return -1;
        }
        int most = (int) Math.min(Math.min(target.remaining(), LARGEST_READ), range.end() - position);
        int read = target.hasArray() ? readInto(target, most) : readThrough(target, most);
        position += read;
        return read;
    }

    private int readInto(ByteBuffer target, int most) throws IOException {
        int read = readOn(target.array(), target.arrayOffset() + target.position(), most);
        target.position(target.position() + read);
        return read;
    }

    private int readThrough(ByteBuffer target, int most) throws IOException {
        if (buffer.length < most) {
            buffer = new byte[most];
        }
        int read = readOn(buffer, 0, most);
        target.put(buffer, 0, read);
        return read;
    }

    private int readOn(byte[] bytes, int offset, int most) throws IOException {
        while (true) {
            try {
                int read = stream.read(bytes, offset, most);
                if (read < 0) {
                    throw new EOFException("object " + name + " broke off at " + position);
                }
                return read;
            } catch (IOException e) {
                reopen(e);
            }
        }
    }

    private void reopen(IOException failure) throws IOException {
        stream.abort();
        if (reopened == MAX_REOPENINGS || Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        reopened++;
        LOG.debug("continuing the read at {} of {}", position, name, failure);
        try {
            ByteRange rest = new ByteRange(position, range.end() - position);
            stream = Deadline.in(REOPENING).call(() -> calls.get(name, rest)).orElseThrow(() -> failure);
        } catch (StoreException e) {
            e.addSuppressed(failure);
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /**
     * Returns the connection if everything was read; otherwise closing it is cheaper than reading the remaining bytes.
     */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            if (position == range.end()) {
                stream.close();
            } else {
                stream.abort();
            }
        }
    }
}
