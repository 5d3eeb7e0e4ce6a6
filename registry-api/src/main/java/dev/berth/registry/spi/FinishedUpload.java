package dev.berth.registry.spi;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.util.Objects;
import java.util.Optional;

/**
 * A committed object that is to become a blob.
 *
 * @param session the session it was uploaded in and the version it was last seen at; empty for a push without one
 * @param size length, in bytes
 * @param key where its bytes are
 */
public record FinishedUpload(
        RepositoryName repository, Optional<Session> session, Digest digest, long size, StorageKey key) {

    /** A session at a version. */
    public record Session(UploadId id, long version) {

        /** Refuses null. */
        public Session {
            Objects.requireNonNull(id, "id");
        }
    }

    /** Refuses null. */
    public FinishedUpload {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
    }
}
