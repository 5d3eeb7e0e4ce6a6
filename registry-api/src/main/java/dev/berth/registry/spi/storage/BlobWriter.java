package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import java.nio.ByteBuffer;

/**
 * Writes one object. For one thread at a time. At most one writer of a key is open at a time across all nodes.
 *
 * <p>{@link #close} never publishes: without {@link #commit} there is no object. After a failure of any method only
 * {@link #discard} and {@link #close} may be called.
 */
public interface BlobWriter extends AutoCloseable {

    /** Writes all remaining bytes and does not retain the buffer. */
    void write(ByteBuffer bytes) throws StoreException;

    /** The number of bytes the object has so far. */
    long size();

    /**
     * True when the object may have bytes after the state this writer resumed from, left by another or an interrupted
     * writer. The first write or the commit drops them. Meaningful only before the first write.
     */
    default boolean mayDropBytes() {
        return true;
    }

    /**
     * Makes all bytes written so far resumable by any node and returns the state to resume from. Writing may continue.
     */
    WriterState checkpoint() throws StoreException;

    /**
     * Publishes the object: readable, complete and, unless the adapter is configured otherwise, durable across a power
     * failure.
     *
     * @throws StoreException UNKNOWN_OUTCOME when it may have been committed; {@link BlobStore#size} resolves that
     */
    void commit() throws StoreException;

    /** Removes the written bytes where possible. Never throws; has no effect after a commit. */
    void discard();

    /** Releases the resources of this writer. Checkpointed bytes stay resumable. Never throws. */
    @Override
    void close();
}
