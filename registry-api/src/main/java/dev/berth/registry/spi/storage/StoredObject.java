package dev.berth.registry.spi.storage;

import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.util.Objects;

/**
 * A committed object as a listing shows it.
 *
 * @param size length, in bytes
 * @param modified the time of the commit, as precise as the store records it
 */
public record StoredObject(StorageKey key, long size, Instant modified) {

    /** Refuses null. */
    public StoredObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(modified, "modified");
    }
}
