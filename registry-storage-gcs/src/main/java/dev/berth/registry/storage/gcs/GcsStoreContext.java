package dev.berth.registry.storage.gcs;

import dev.berth.registry.model.StorageKey;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The components shared by a store and its writers.
 *
 * @param few the largest number of bytes of an object created by one call
 * @param open the keys that have an open writer here
 */
record GcsStoreContext(
        GcsCalls calls,
        ObjectNames names,
        int few,
        ComponentDeletions componentDeletions,
        Set<StorageKey> open,
        RandomGenerator random) {
    private static final int ID_BYTES = 12;

    /** A new name. */
    String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
