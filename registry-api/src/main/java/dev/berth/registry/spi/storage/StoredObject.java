package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StorageKey;
import java.time.Instant;
import java.util.Objects;

/**
 * A committed object as a listing shows it.
 *
 * @param size length, in bytes
 * @param modified when it was committed, as exactly as the store knows
 */
public record StoredObject(StorageKey key, long size, Instant modified) {

    /** Refuses null. */
    public StoredObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(modified, "modified");
    }
}
