package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;

/**
 * Blobs whose objects are missing, have another length or other bytes. A mark is seen by all nodes: a marked blob is
 * reported as absent and is not mounted, so that clients push it again, which replaces its object.
 */
public interface LostBlobStore {

    /**
     * Marks the blob of this digest as lost, in all repositories that have it. The mark ends when the object is
     * replaced.
     *
     * @param key the object that was found lost
     * @return false when there is no such blob, or it has another object by now
     */
    boolean mark(Digest digest, StorageKey key) throws StoreException;

    /**
     * Gives the blob of this digest another object, in all repositories that have it, and ends its mark; the lost
     * object awaits deletion. The other object awaits deletion before, as {@link FinishOutcome#DUPLICATE} leaves it,
     * and does not afterwards.
     *
     * @param lost the object that the blob has
     * @param key the object that it gets
     * @return false when nothing was changed: there is no such blob, it has another object by now, or the deletion of
     *     {@code key} has begun
     */
    boolean replace(Digest digest, StorageKey lost, StorageKey key) throws StoreException;
}
