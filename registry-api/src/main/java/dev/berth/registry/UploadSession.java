package dev.berth.registry;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The state of an upload.
 *
 * @param offset number of bytes kept
 * @param minimumChunk the fewest bytes a chunk must have, the last one aside, where storage cannot take less (answered
 *     as OCI-Chunk-Min-Length)
 */
public record UploadSession(RepositoryName repository, UploadId id, long offset, OptionalLong minimumChunk) {

    /** Refuses a negative offset. */
    public UploadSession {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(minimumChunk, "minimumChunk");
        if (offset < 0) {
            throw new IllegalArgumentException("negative offset: " + offset);
        }
    }
}
