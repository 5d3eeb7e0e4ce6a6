package dev.berth.registry.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Bytes that found no room in memory, in a file that goes when it is closed or the process ends. */
final class SpoolFile implements AutoCloseable {
    private final FileChannel channel;
    private long length;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpoolFile in(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "berth", ".part");
        return new SpoolFile(FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            length += channel.write(bytes, length);
        }
    }

    /** The first {@code count} bytes. */
    InputStream read(long count) {
        return new Reading(count);
    }

    /** Removes the first {@code count} bytes, by moving the others, which are few, to the front. */
    void drop(long count) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(PieceBudget.PIECE);
        long moved = 0;
        while (count + moved < length) {
            some.clear();
            channel.read(some, count + moved);
            some.flip();
            while (some.hasRemaining()) {
                moved += channel.write(some, moved);
            }
        }
        length = moved;
        channel.truncate(length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Reading extends InputStream {
        private final long end;
        private long position;

        private Reading(long end) {
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, target.length);
            if (position == end) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(count, end - position)), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
