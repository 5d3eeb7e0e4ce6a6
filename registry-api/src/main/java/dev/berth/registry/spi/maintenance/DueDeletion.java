package dev.berth.registry.spi.maintenance;

import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.util.Objects;

/**
 * The key of an object to delete.
 *
 * @param since the time at which it was queued
 * @param attempts number of earlier attempts
 */
public record DueDeletion(StorageKey key, Instant since, int attempts) {

    /** Refuses null. */
    public DueDeletion {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(since, "since");
    }
}
