package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A committed object that is to become a blob.
 *
 * @param session the session it was uploaded in and the version it was last seen at; empty for a push without one
 * @param size length, in bytes
 * @param key the object that holds its bytes
 * @param events events to record when it has become a blob
 */
public record FinishedUpload(
        RepositoryName repository,
        Optional<Session> session,
        Digest digest,
        long size,
        StorageKey key,
        List<NewEvent> events) {

    /** A session at a version. */
    public record Session(UploadId id, long version) {

        /** Refuses null. */
        public Session {
            Objects.requireNonNull(id, "id");
        }
    }

    /** Copies the events. */
    public FinishedUpload {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
        events = List.copyOf(events);
    }

    /** Without events. */
    public FinishedUpload(
            RepositoryName repository, Optional<Session> session, Digest digest, long size, StorageKey key) {
        this(repository, session, digest, size, key, List.of());
    }
}
