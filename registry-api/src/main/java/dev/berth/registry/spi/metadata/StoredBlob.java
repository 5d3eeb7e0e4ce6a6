package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.util.Objects;

/**
 * A blob as a repository has it.
 *
 * @param size length, in bytes
 * @param key the object that holds its bytes
 * @param touched the time the repository last received or confirmed it
 * @param lost true when its object is marked as lost ({@link LostBlobStore})
 */
public record StoredBlob(Digest digest, long size, StorageKey key, Instant touched, boolean lost) {

    /** Refuses null. */
    public StoredBlob {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(touched, "touched");
    }

    /** A blob that is not marked as lost. */
    public StoredBlob(Digest digest, long size, StorageKey key, Instant touched) {
        this(digest, size, key, touched, false);
    }
}
