package dev.berth.registry.storage.s3;

import dev.berth.registry.model.StorageKey;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The components shared by a store and its writers.
 *
 * @param open the keys that have an open writer here
 */
record S3StoreContext(
        S3StoreConfig config,
        S3Calls calls,
        ObjectNames names,
        PartSizes sizes,
        PieceBudget budget,
        UploadTails tails,
        Set<StorageKey> open,
        RandomGenerator random) {
    private static final int ID_BYTES = 12;

    static S3StoreContext of(S3StoreConfig config, S3Calls calls, RandomGenerator random) {
        ObjectNames names = ObjectNames.below(config.rootDirectory());
        return new S3StoreContext(
                config,
                calls,
                names,
                new PartSizes(config.chunkSize()),
                new PieceBudget(config.bufferMemory()),
                new UploadTails(calls, names),
                ConcurrentHashMap.newKeySet(),
                random);
    }

    /** A new name. */
    String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
