package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The optional powers of a blob store. Constant as long as the store is open.
 *
 * @param minimumChunk the smallest number of bytes for which a {@link BlobWriter#checkpoint} is cheap; smaller
 *     checkpoints are also kept. Empty when the size does not matter
 * @param refusesOnOpen true when {@link BlobStore#writer} and {@link BlobStore#resume} themselves refuse a key in use
 *     and missing bytes, on any node. A store that needs an extra request for this check has false: writers of one key
 *     on different nodes then work independently and the first commit wins; every other writer whose bytes differ fails
 *     PERMANENT, at its commit at the latest, and none of its bytes are in the object. An outdated {@link
 *     dev.berth.registry.spi.WriterState} is not reported
 * @param abandoned the removal of abandoned uploads; empty when the store keeps none apart from objects
 * @param presignedReads presigned URLs for direct reads by clients; empty when the store offers none
 * @param copies copies inside the store; empty when bytes must be read and written to copy them
 */
public record StorageCapabilities(
        OptionalLong minimumChunk,
        boolean refusesOnOpen,
        Optional<AbandonedRemoval> abandoned,
        Optional<PresignedReads> presignedReads,
        Optional<ObjectCopies> copies) {
    /** A store that refuses on open, and has no other power. */
    public static final StorageCapabilities NONE =
            new StorageCapabilities(OptionalLong.empty(), true, Optional.empty(), Optional.empty());

    /** A store without copies. */
    public StorageCapabilities(
            OptionalLong minimumChunk,
            boolean refusesOnOpen,
            Optional<AbandonedRemoval> abandoned,
            Optional<PresignedReads> presignedReads) {
        this(minimumChunk, refusesOnOpen, abandoned, presignedReads, Optional.empty());
    }

    /** Refuses null. */
    public StorageCapabilities {
        Objects.requireNonNull(minimumChunk, "minimumChunk");
        Objects.requireNonNull(abandoned, "abandoned");
        Objects.requireNonNull(presignedReads, "presignedReads");
        Objects.requireNonNull(copies, "copies");
    }

    /** A store that refuses on open and removes abandoned uploads. */
    public static StorageCapabilities removing(AbandonedRemoval abandoned) {
        return new StorageCapabilities(OptionalLong.empty(), true, Optional.of(abandoned), Optional.empty());
    }

    /** The same with copies inside the store. */
    public StorageCapabilities copying(ObjectCopies inside) {
        return new StorageCapabilities(minimumChunk, refusesOnOpen, abandoned, presignedReads, Optional.of(inside));
    }

    /** Like {@link AbandonedRemoval#removeAbandoned}; zero when the store has nothing to remove. */
    public int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        return abandoned.isPresent() ? abandoned.get().removeAbandoned(before, inUse) : 0;
    }
}
