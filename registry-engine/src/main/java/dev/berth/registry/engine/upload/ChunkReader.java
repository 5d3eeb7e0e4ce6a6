package dev.berth.registry.engine.upload;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a chunk, one buffer at a time. A broken stream ends like a complete one, and {@link #requireWhole}
 * reports it later: the bytes before the break may be kept.
 */
final class ChunkReader implements AutoCloseable {
    private final BufferPool pool;
    private final InputStream content;
    private final Optional<ByteRange> range;
    private final byte[] buffer;
    private int filled;
    private long total;
    private boolean ended;
    private @Nullable IOException broken;

    ChunkReader(Chunk chunk, BufferPool pool) {
        this.pool = pool;
        content = chunk.content();
        range = chunk.range();
        buffer = pool.take();
    }

    /** Reads on; false when there is nothing more. */
    boolean next() {
        filled = 0;
        while (!ended && filled < buffer.length) {
            readOn();
        }
        total += filled;
        return filled > 0;
    }

    private void readOn() {
        try {
            int read = content.read(buffer, filled, buffer.length - filled);
            ended = read < 0;
            filled += Math.max(0, read);
        } catch (IOException e) {
            broken = e;
            ended = true;
        } finally {
            Deadline.current().renew(); // the time that a client takes is not the registry's
        }
    }

    byte[] bytes() {
        return buffer;
    }

    /** The number of filled {@link #bytes}. */
    int length() {
        return filled;
    }

    /** Marks the filled bytes as consumed. */
    void consume() {
        filled = 0;
    }

    /** Reads and discards the remaining bytes. */
    void drain() {
        while (next()) {
            consume();
        }
    }

    /** True when the stream ended without bytes. */
    boolean isEmpty() {
        return ended && total == 0 && broken == null;
    }

    /** True when the client has sent more bytes than announced. */
    boolean isTooLong() {
        return range.isPresent() && total > range.get().length();
    }

    /** Refuses a chunk that broke off, or is not as long as its range. */
    void requireWhole() {
        if (broken != null) {
            throw invalid("the upload broke off after " + total + " bytes");
        }
        if (range.isPresent() && total != range.get().length()) {
            throw invalid("the chunk does not have the " + range.get().length() + " bytes of its range");
        }
    }

    /** True when the received bytes are a prefix of the announced content. */
    boolean brokeOff() {
        return broken != null;
    }

    private RegistryException invalid(String message) {
        return new RegistryException(
                List.of(new RegistryError(ErrorCode.BLOB_UPLOAD_INVALID, message, Map.of())), broken);
    }

    @Override
    public void close() {
        pool.giveBack(buffer);
    }
}
