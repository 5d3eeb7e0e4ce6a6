package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import java.time.Instant;
import java.util.Objects;

/**
 * An upload session to open.
 *
 * @param key the object that will hold its bytes
 * @param algorithm the digest algorithm the client will use
 * @param expires the time at which the session expires
 */
public record NewUpload(
        RepositoryName repository, UploadId id, StorageKey key, DigestAlgorithm algorithm, Instant expires) {

    /** Refuses null. */
    public NewUpload {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(expires, "expires");
    }
}
