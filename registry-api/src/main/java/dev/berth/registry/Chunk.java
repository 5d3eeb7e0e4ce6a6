package dev.berth.registry;

import dev.berth.registry.model.ByteRange;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * Bytes to add to an upload.
 *
 * @param content the bytes; closed by the caller
 * @param range their offset and length, if the client sent them (Content-Range); empty for a stream that continues at
 *     the current offset
 */
public record Chunk(InputStream content, Optional<ByteRange> range) {

    /** Refuses null. */
    public Chunk {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(range, "range");
    }

    /** No bytes. */
    public static Chunk empty() {
        return stream(InputStream.nullInputStream());
    }

    /** All bytes of {@code content}, appended at the current offset of the session. */
    public static Chunk stream(InputStream content) {
        return new Chunk(content, Optional.empty());
    }

    /** Exactly {@code range.length()} bytes that belong at {@code range.offset()}. */
    public static Chunk at(ByteRange range, InputStream content) {
        return new Chunk(content, Optional.of(range));
    }
}
