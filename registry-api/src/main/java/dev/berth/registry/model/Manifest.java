package dev.berth.registry.model;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A stored manifest or index: its bytes exactly as they were pushed, and what they were pushed as.
 *
 * @param digest the digest it was pushed by, or the one computed for a push by tag
 * @param mediaType the Content-Type it was pushed with, without parameters
 * @param content the bytes; the accessor answers a read-only view with a position of its own
 */
public record Manifest(Digest digest, MediaType mediaType, ByteBuffer content) {

    /** Keeps a view of {@code content}, not a copy: who hands it over no longer writes to it. */
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
