package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.util.Objects;

/**
 * A blob whose object is in storage.
 *
 * @param size length, in bytes
 * @param created the time at which the object was stored
 */
public record ImportedBlob(Digest digest, long size, StorageKey key, Instant created) {

    /** Refuses null. */
    public ImportedBlob {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(created, "created");
    }
}
