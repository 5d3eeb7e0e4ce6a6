package dev.berth.registry.spi.storage;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Storage for bytes: objects written once, under keys never used again.
 *
 * <p>An object becomes visible when its writer commits, and does not change afterwards. Safe for use by any number of
 * threads and, where the store is shared, of nodes.
 */
public interface BlobStore {

    /**
     * Begins a new object.
     *
     * @throws StoreException PERMANENT when the key is in use, committed or not; see {@link #refusesOnOpen}
     */
    BlobWriter writer(StorageKey key) throws StoreException;

    /**
     * Resumes an object at {@code state}, taken on this node or another. The first write or the commit drops the bytes
     * written after that state. Until then nothing changes: a caller that finds {@code state} outdated can close the
     * writer and resume from a newer one. {@link WriterState#NOTHING} resumes at the beginning of an object whose node
     * stopped before the first checkpoint.
     *
     * @throws StoreException BUSY while another writer of the key is open, PERMANENT when its bytes are missing (never
     *     begun, committed, discarded or lost); see {@link #refusesOnOpen}
     */
    BlobWriter resume(StorageKey key, WriterState state) throws StoreException;

    /**
     * Opens a part of a committed object. The caller closes the content.
     *
     * @param range lies within the object
     * @throws StoreException PERMANENT when there is no such object or it is shorter
     */
    BlobContent open(StorageKey key, ByteRange range) throws StoreException;

    /** Length of a committed object, in bytes; empty when there is none. */
    OptionalLong size(StorageKey key) throws StoreException;

    /**
     * Removes objects and the data of unfinished writers under these keys. A missing key is no failure.
     *
     * @return the keys that could not be removed, with the failure; empty when all were removed
     */
    Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException;

    /**
     * Committed objects whose key begins with {@code prefix}, in byte order of the keys.
     *
     * @param prefix text, not a directory: {@code a} also finds {@code ab}; may be empty
     */
    Page<StoredObject> list(String prefix, PageRequest page) throws StoreException;

    /**
     * The smallest number of bytes for which a {@link BlobWriter#checkpoint} is cheap; smaller checkpoints are also
     * kept. Empty when the size does not matter.
     */
    default OptionalLong minimumChunk() {
        return OptionalLong.empty();
    }

    /**
     * True when {@link #writer} and {@link #resume} themselves refuse a key in use and missing bytes, on any node.
     *
     * <p>A store that needs an extra request for this check returns false. Writers of one key on different nodes then
     * work independently and the first commit wins: every other writer whose bytes differ fails PERMANENT, at its
     * commit at the latest, and none of its bytes are in the object. An outdated {@link WriterState} is not reported.
     */
    default boolean refusesOnOpen() {
        return true;
    }

    /**
     * Removes abandoned uploads, which were neither committed nor discarded, under keys that are not in use. {@link
     * #delete} does so for known keys; this method finds the others if the store keeps unfinished uploads apart from
     * objects. The dates of the store are not sufficient evidence, since some stores give every unfinished upload the
     * same date. Keys that are paths are skipped because other programs may write there.
     *
     * @param before only uploads that began before this time according to the store
     * @param inUse the query for keys whose uploads may continue, called for each page
     * @return the number removed
     */
    default int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        return 0;
    }

    /** Presigned URLs for direct reads by clients; empty when the store offers none. */
    default Optional<PresignedReads> presignedReads() {
        return Optional.empty();
    }
}
