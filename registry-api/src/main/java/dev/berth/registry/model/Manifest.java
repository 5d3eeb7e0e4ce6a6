package dev.berth.registry.model;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * A stored manifest or index: its bytes exactly as pushed, with their digest and media type.
 *
 * @param digest the digest it was pushed by, or the one computed for a push by tag
 * @param mediaType the Content-Type it was pushed with, without parameters
 * @param content the bytes; the accessor answers a read-only view with its own position
 */
public record Manifest(Digest digest, MediaType mediaType, ByteBuffer content) {

    /**
     * A manifest that was deleted by its digest and can come back.
     *
     * @param size the length of its content, in bytes
     * @param deleted the time of its deletion
     */
    public record Deleted(Digest digest, MediaType mediaType, int size, Instant deleted) {

        /** Refuses null. */
        public Deleted {
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(deleted, "deleted");
        }
    }

    /** Keeps a view of {@code content}, not a copy: the caller must not modify it afterwards. */
    public Manifest {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(mediaType, "mediaType");
        content = content.slice().asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }

    /** Length of the content, in bytes. */
    public int size() {
        return content.limit();
    }
}
