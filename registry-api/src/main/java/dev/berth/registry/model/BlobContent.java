package dev.berth.registry.model;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/**
 * Opened bytes of a blob. Who receives it closes it. Not safe for use by several threads.
 *
 * <p>The channel stands at the first byte and yields at least {@code length} bytes; there may be more behind them, which
 * do not belong to the content. It may be a {@link java.nio.channels.FileChannel}, which lets a server hand the bytes
 * to the kernel without copying them.
 *
 * @param channel where the bytes come from
 * @param length how many of them are the content
 */
public record BlobContent(ReadableByteChannel channel, long length) implements AutoCloseable {

    /** Refuses a negative length. */
    public BlobContent {
        Objects.requireNonNull(channel, "channel");
        if (length < 0) {
            throw new IllegalArgumentException("negative length: " + length);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
