package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;

/**
 * An upload that has not ended.
 *
 * @param size number of bytes received; bytes of a request that is running may not be counted yet
 * @param expires the time at which it ends without a further request
 */
public record UploadProgress(RepositoryName repository, UploadId id, long size, Instant started, Instant expires) {

    /** Refuses null and a negative size. */
    public UploadProgress {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(expires, "expires");
        if (size < 0) {
            throw new IllegalArgumentException("negative size: " + size);
        }
    }

    /** Its position in the list of uploads. */
    public UploadPosition position() {
        return new UploadPosition(expires, id);
    }
}
