package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import java.nio.ByteBuffer;

/**
 * Writes one object. For one thread at a time; at most one writer of a key is open at a time, on whichever node.
 *
 * <p>{@link #close} never publishes: without {@link #commit} there is no object. After a failure of any method only
 * {@link #discard} and {@link #close} make sense.
 */
public interface BlobWriter extends AutoCloseable {

    /** Adds the remaining bytes, all of them; keeps no hold of the buffer. */
    void write(ByteBuffer bytes) throws StoreException;

    /** How many bytes the object has so far. */
    long size();

    /**
     * Whether, before anything is written, the object may have bytes behind the state that this writer goes on from: of
     * another writer, or of one that broke off. The first write or the commit drops them.
     */
    default boolean mayDropBytes() {
        return true;
    }

    /** Makes everything written so far resumable by any node, and says how. Writing may go on. */
    WriterState checkpoint() throws StoreException;

    /**
     * Makes the object readable, whole and, unless the adapter was told otherwise, durable: it survives a power failure.
     *
     * @throws StoreException UNKNOWN_OUTCOME when it may have happened; {@link BlobStore#size} tells
     */
    void commit() throws StoreException;

    /** Removes what was written, as far as that is possible now. Never throws; after a commit it does nothing. */
    void discard();

    /** Lets go of what this writer holds open. What was checkpointed stays resumable. Never throws. */
    @Override
    void close();
}
