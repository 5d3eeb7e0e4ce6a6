package dev.berth.registry.spi.maintenance;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import java.util.Objects;

/**
 * A blob and the key of its object.
 *
 * @param size length, in bytes
 */
public record AuditedBlob(Digest digest, long size, StorageKey key) {

    /** Refuses null. */
    public AuditedBlob {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(key, "key");
    }
}
