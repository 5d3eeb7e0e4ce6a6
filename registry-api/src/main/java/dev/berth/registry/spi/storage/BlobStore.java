package dev.berth.registry.spi.storage;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.Store;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Storage for bytes: objects written once, under keys never used again.
 *
 * <p>An object becomes visible when its writer commits, and does not change afterwards. Safe for use by any number of
 * threads and, where the store is shared, of nodes.
 */
public interface BlobStore extends Store {

    /**
     * Begins a new object.
     *
     * @throws StoreException PERMANENT when the key is in use, committed or not; see {@link
     *     StorageCapabilities#refusesOnOpen}
     */
    BlobWriter writer(StorageKey key) throws StoreException;

    /**
     * Resumes an object at {@code state}, taken on this node or another. The first write or the commit drops the bytes
     * written after that state. Until then nothing changes: a caller that finds {@code state} outdated can close the
     * writer and resume from a newer one. {@link WriterState#NOTHING} resumes at the beginning of an object whose node
     * stopped before the first checkpoint.
     *
     * @throws StoreException BUSY while another writer of the key is open, PERMANENT when its bytes are missing (never
     *     begun, committed, discarded or lost); see {@link StorageCapabilities#refusesOnOpen}
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

    /** The optional powers of the store; none if not overridden. */
    default StorageCapabilities capabilities() {
        return StorageCapabilities.NONE;
    }
}
