package dev.berth.registry.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Written bytes that are not in the store yet. In memory while the budget lasts, else in a file, so that many
 * concurrent or slow uploads neither fill the memory nor wait for each other.
 */
final class PendingBytes implements AutoCloseable {
    private final PieceBudget budget;
    private final Path directory;
    private final List<byte[]> pieces = new ArrayList<>();
    private @Nullable SpoolFile spool;
    private long length;

    PendingBytes(PieceBudget budget, Path directory) {
        this.budget = budget;
        this.directory = directory;
    }

    long length() {
        return length;
    }

    void append(ByteBuffer bytes) throws IOException {
        while (spool == null && bytes.hasRemaining()) {
            appendToPiece(bytes);
        }
        if (spool != null) {
            length += bytes.remaining();
            spool.append(bytes);
        }
    }

    /** The first {@code count} bytes; to be read before anything else is done here, as often as need be. */
    InputStream read(long count) {
        if (spool != null) {
            return spool.read(count);
        }
        List<InputStream> parts = new ArrayList<>();
        for (long begin = 0; begin < count; begin += PieceBudget.PIECE) {
            byte[] piece = pieces.get((int) (begin / PieceBudget.PIECE));
            parts.add(new ByteArrayInputStream(piece, 0, (int) Math.min(PieceBudget.PIECE, count - begin)));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** Removes the first {@code count} bytes: all of them, or whole pieces. */
    void drop(long count) throws IOException {
        length -= count;
        if (length == 0) {
            close();
        } else if (spool != null) {
            spool.drop(count);
        } else {
            List<byte[]> dropped = pieces.subList(0, Math.toIntExact(count / PieceBudget.PIECE));
            dropped.forEach(budget::giveBack);
            dropped.clear();
        }
    }

    /** Releases everything. */
    @Override
    public void close() throws IOException {
        length = 0;
        pieces.forEach(budget::giveBack);
        pieces.clear();
        if (spool != null) {
            SpoolFile closed = spool;
            spool = null;
            closed.close();
        }
    }

    private void appendToPiece(ByteBuffer bytes) throws IOException {
        int used = (int) (length % PieceBudget.PIECE);
        if (used == 0) {
            byte[] piece = budget.take().orElse(null);
            if (piece == null) {
                spill();
                return;
            }
            pieces.add(piece);
        }
        int count = Math.min(bytes.remaining(), PieceBudget.PIECE - used);
        bytes.get(pieces.get(pieces.size() - 1), used, count);
        length += count;
    }

    private void spill() throws IOException {
        SpoolFile file = SpoolFile.in(directory);
        spool = file;
        long left = length;
        for (byte[] piece : pieces) {
            file.append(ByteBuffer.wrap(piece, 0, (int) Math.min(left, PieceBudget.PIECE)));
            left -= PieceBudget.PIECE;
        }
        pieces.forEach(budget::giveBack);
        pieces.clear();
    }

    /**
     * Bytes that found no room in memory, in a file that goes when it is closed or the process ends. The JDK keeps a
     * direct buffer of the size of the largest read and write with each thread: neither is larger than a piece.
     */
    private static final class SpoolFile implements AutoCloseable {
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
                ByteBuffer slice = bytes.slice(bytes.position(), Math.min(PieceBudget.PIECE, bytes.remaining()));
                int written = channel.write(slice, length);
                bytes.position(bytes.position() + written);
                length += written;
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
                int length = (int) Math.min(Math.min(count, PieceBudget.PIECE), end - position);
                int read = channel.read(ByteBuffer.wrap(target, offset, length), position);
                position += Math.max(read, 0);
                return read;
            }
        }
    }
}
