package dev.berth.registry.http;

import dev.berth.registry.model.BlobContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The body of a response. */
public sealed interface HttpBody {
    /** The one empty body. */
    HttpBody NONE = new None();

    /** Its length in bytes, also if it is not sent. */
    long length();

    /**
     * Writes all of it, without flushing, at most 64 KiB at once, and closes the blob it may be. Servers copy each
     * write into direct memory, which the JDK keeps in that size with the thread. A server that has a cheaper way need
     * not call it.
     *
     * @throws java.io.EOFException when storage yields fewer bytes than the length, after some may have been written
     */
    void writeTo(OutputStream out) throws IOException;

    /** Nothing. */
    record None() implements HttpBody {

        @Override
        public long length() {
            return 0;
        }

        @Override
        public void writeTo(OutputStream out) {}
    }

    /** The body of a response to HEAD: its length only. */
    record Omitted(long length) implements HttpBody {
        @Override
        public void writeTo(OutputStream out) {}
    }

    /** A few bytes in memory. */
    record Bytes(ByteBuffer content) implements HttpBody {
        private static final int SLICE = 32 * 1024;

        /** Keeps a view of the remaining bytes. */
        public Bytes {
            content = content.slice().asReadOnlyBuffer();
        }

        /** A read-only view with its own position. */
        @Override
        public ByteBuffer content() {
            return content.duplicate();
        }

        @Override
        public long length() {
            return content.limit();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] slice = new byte[Math.min(SLICE, content.limit())];
            for (ByteBuffer rest = content(); rest.hasRemaining(); ) {
                int length = Math.min(slice.length, rest.remaining());
                rest.get(slice, 0, length);
                out.write(slice, 0, length);
            }
        }
    }

    /** An opened blob; the sender of the answer closes it. */
    record Stream(BlobContent content) implements HttpBody {
        private static final int BUFFER = 64 * 1024;

        /** Refuses null. */
        public Stream {
            Objects.requireNonNull(content, "content");
        }

        @Override
        public long length() {
            return content.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (content) {
                ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, content.length())));
                for (long rest = content.length(); rest > 0; rest -= buffer.position()) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), rest));
                    if (content.channel().read(buffer) < 0) {
                        throw new EOFException("the blob ended " + rest + " bytes early");
                    }
                    out.write(buffer.array(), 0, buffer.position());
                }
            }
        }
    }
}
