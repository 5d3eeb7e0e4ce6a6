package dev.berth.registry.maintenance;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
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
    public Position position() {
        return new Position(expires, id);
    }

    /**
     * A position in the list of uploads, which are ordered by the time of their expiry and then by their id.
     *
     * @param expires with a precision of microseconds
     */
    public record Position(Instant expires, UploadId id) {

        /** Refuses null. */
        public Position {
            Objects.requireNonNull(expires, "expires");
            Objects.requireNonNull(id, "id");
        }
    }
}
