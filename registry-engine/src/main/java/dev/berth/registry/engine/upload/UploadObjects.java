package dev.berth.registry.engine.upload;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of uploads in storage, and the bytes on their way there. */
public final class UploadObjects {
    private static final Logger LOG = LoggerFactory.getLogger(UploadObjects.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final BlobStore store;
    private final BufferPool pool;
    private final OptionalLong limit;

    /**
     * The objects in this store.
     *
     * @param limit the largest blob in bytes; empty for no limit
     */
    public UploadObjects(BlobStore store, BufferPool pool, OptionalLong limit) {
        this.store = store;
        this.pool = pool;
        this.limit = limit;
    }

    ChunkReader reader(Chunk chunk) {
        return new ChunkReader(chunk, pool);
    }

    OptionalLong minimumChunk() {
        return store.capabilities().minimumChunk();
    }

    OptionalLong size(StorageKey key) throws StoreException {
        return store.size(key);
    }

    /** True when storage refuses a second writer of an object as soon as it is opened. */
    boolean refuseOnOpen() {
        return store.capabilities().refusesOnOpen();
    }

    BlobWriter create(StorageKey key) throws StoreException {
        return store.writer(key);
    }

    /** The writer of an unfinished object; empty when another one had it for the whole time. */
    Optional<BlobWriter> resume(StorageKey key, WriterState state, Duration timeout) throws StoreException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                return Optional.of(store.resume(key, state));
            } catch (StoreException e) {
                if (e.kind() != Kind.BUSY) {
                    throw e;
                }
                if (System.nanoTime() - deadline >= 0 || !sleep()) {
                    return Optional.empty();
                }
            }
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes and hashes the bytes of the reader until its end or its limit. */
    void write(ChunkReader reader, BlobWriter writer, Optional<RunningDigest> digest) throws StoreException {
        while ((reader.length() > 0 || reader.next()) && !reader.isTooLong()) {
            requireRoom(writer.size() + reader.length());
            digest.ifPresent(running -> running.update(reader.bytes(), reader.length()));
            writer.write(ByteBuffer.wrap(reader.bytes(), 0, reader.length()));
            reader.consume();
            pause();
        }
    }

    /** A virtual thread that always finds bytes to hash is never preempted, and others wait. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void pause() {
        Thread.yield();
    }

    private void requireRoom(long size) {
        if (limit.isPresent() && size > limit.getAsLong()) {
            throw new RegistryException(
                    ErrorCode.SIZE_INVALID,
                    "a blob has at most " + limit.getAsLong() + " bytes",
                    Map.of("limit", Long.toString(limit.getAsLong())));
        }
    }

    /** Commits an object. After a lost answer the stored object decides, unless it may be another writer's. */
    void commit(BlobWriter writer, StorageKey key) throws StoreException {
        long size = writer.size();
        try {
            writer.commit();
        } catch (StoreException e) {
            boolean ours = e.kind() == Kind.UNKNOWN_OUTCOME && refuseOnOpen();
            if (!ours || !store.size(key).equals(OptionalLong.of(size))) {
                throw e;
            }
        }
    }

    /** True when a committed object has this digest; reads all of it. */
    boolean has(Digest digest, StorageKey key, long size) throws StoreException {
        RunningDigest running = new RunningDigest(digest.algorithm());
        byte[] buffer = pool.take();
        try (BlobContent content = store.open(key, ByteRange.whole(size))) {
            long left = size;
            while (left > 0) {
                int read = content.channel().read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, buffer.length)));
                if (read < 0) {
                    throw new StoreException(Kind.PERMANENT, "object " + key + " is shorter than " + size, null);
                }
                running.update(buffer, read);
                left -= read;
                Deadline.current().renew();
                pause();
            }
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "object " + key + " could not be read back", e);
        } finally {
            pool.giveBack(buffer);
        }
        return running.value().equals(digest);
    }

    /** Frees the space of an upload that has ended. Its key is queued for deletion, so it may fail. */
    void forget(StorageKey key) {
        try {
            Cleanup.of(() -> store.delete(List.of(key)))
                    .forEach((left, e) -> LOG.debug("object {} awaits deletion", left, e));
        } catch (StoreException e) {
            LOG.debug("object {} awaits deletion", key, e);
        }
    }
}
