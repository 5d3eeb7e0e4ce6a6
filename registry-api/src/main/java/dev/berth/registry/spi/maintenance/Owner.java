package dev.berth.registry.spi.maintenance;

import java.util.Objects;

/**
 * The identity of a database as the owner of a storage.
 *
 * @param id random; the same in the marker of the storage
 * @param marked true once the marker was written to storage
 */
public record Owner(String id, boolean marked) {

    /** Refuses null. */
    public Owner {
        Objects.requireNonNull(id, "id");
    }
}
