package dev.berth.registry.model;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/**
 * Opened bytes of a blob. The receiver closes it. Not safe for use by several threads.
 *
 * <p>The channel is positioned at the first byte and yields at least {@code length} bytes. Further bytes do not belong
 * to the content. It may be a {@link java.nio.channels.FileChannel}, which lets a server hand the bytes to the kernel
 * without copying them.
 *
 * @param channel the source of the bytes
 * @param length number of bytes of the content
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
