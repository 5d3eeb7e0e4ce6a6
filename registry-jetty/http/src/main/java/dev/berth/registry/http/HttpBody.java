package dev.berth.registry.http;

import dev.berth.registry.model.BlobContent;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The body of a response. */
public sealed interface HttpBody {
    /** The one empty body. */
    HttpBody NONE = new None();

    /** Its length in bytes, also if it is not sent. */
    long length();

    /** Nothing. */
    record None() implements HttpBody {

        @Override
        public long length() {
            return 0;
        }
    }

    /** The body of a response to HEAD: its length only. */
    record Omitted(long length) implements HttpBody {}

    /** A few bytes in memory. */
    record Bytes(ByteBuffer content) implements HttpBody {

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
    }

    /** An opened blob; the sender of the answer closes it. */
    record Stream(BlobContent content) implements HttpBody {

        /** Refuses null. */
        public Stream {
            Objects.requireNonNull(content, "content");
        }

        @Override
        public long length() {
            return content.length();
        }
    }
}
