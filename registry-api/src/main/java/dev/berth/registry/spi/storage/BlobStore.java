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
 * Where bytes live: objects written once, under keys never used again.
 *
 * <p>An object is not there before its writer has committed, and does not change afterwards. Safe for use by any number
 * of threads and, where the store is shared, of nodes.
 */
public interface BlobStore {

    /**
     * Begins a new object.
     *
     * @throws StoreException PERMANENT when the key is in use, committed or not; see {@link #refusesOnOpen}
     */
    BlobWriter writer(StorageKey key) throws StoreException;

    /**
     * Goes on with an object where {@code state} was taken, on this node or another. Bytes written after that are
     * dropped by the first write or the commit; until then nothing has changed, so that who finds, now that nobody else
     * writes, that {@code state} is not the newest can close the writer and begin again. {@link WriterState#NOTHING} goes on at the beginning of an object that was begun, should a node have died
     * before its first checkpoint.
     *
     * @throws StoreException BUSY while another writer of the key is open, PERMANENT when its bytes are not there
     *     (never begun, committed, discarded or lost); see {@link #refusesOnOpen}
     */
    BlobWriter resume(StorageKey key, WriterState state) throws StoreException;

    /**
     * Opens a part of a committed object; the caller closes what it gets.
     *
     * @param range lies within the object
     * @throws StoreException PERMANENT when there is no such object or it is shorter
     */
    BlobContent open(StorageKey key, ByteRange range) throws StoreException;

    /** Length of a committed object, in bytes; empty when there is none. */
    OptionalLong size(StorageKey key) throws StoreException;

    /**
     * Removes objects and what unfinished writers left under these keys. A missing one is no failure.
     *
     * @return the keys that could not be removed, with the reason; empty when all are gone
     */
    Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException;

    /**
     * Committed objects whose key begins with {@code prefix}, in byte order of the keys.
     *
     * @param prefix text, not a directory: {@code a} also finds {@code ab}; may be empty
     */
    Page<StoredObject> list(String prefix, PageRequest page) throws StoreException;

    /** From how many bytes on a {@link BlobWriter#checkpoint} is cheap; fewer are kept too. Empty when it makes no odds. */
    default OptionalLong minimumChunk() {
        return OptionalLong.empty();
    }

    /**
     * Whether {@link #writer} and {@link #resume} themselves refuse a key in use and bytes that are not there, whichever
     * node they were written on.
     *
     * <p>A store that would have to ask elsewhere first does not. There the writers of one key, if they are of different
     * nodes, work apart and the first commit wins: every other writer whose bytes differ fails PERMANENT, at its commit at
     * the latest, and nothing it wrote is in the object. Who takes an old {@link WriterState} for the newest is not told.
     */
    default boolean refusesOnOpen() {
        return true;
    }

    /**
     * Ends what writers began and neither committed nor discarded, under any key that is not in use. {@link #delete} does
     * so for known keys; this finds the rest, if the store keeps such things apart from objects. A store's own dates are
     * not believed alone: some date every unfinished upload alike. Keys that
     * are paths are left alone: other programs may write there.
     *
     * @param before only what the store says was begun before this time
     * @param inUse the keys whose uploads may go on, asked for each page
     * @return how many there were
     */
    default int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        return 0;
    }

    /** How clients read objects from the store itself; empty when they cannot. */
    default Optional<PresignedReads> presignedReads() {
        return Optional.empty();
    }
}
