package dev.berth.registry.engine;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A blob store that caches small objects in memory. Exact without a call: an object never changes, and its key is never
 * used again. The metadata store has decided before about read access of the repository.
 */
final class SmallBlobCache implements BlobStore {
    private static final int LARGEST = 64 << 10;
    private static final int SHARDS = 16;

    private final BlobStore store;
    private final RecentBytes[] shards;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    SmallBlobCache(BlobStore store, long capacity) {
        this.store = store;
        shards = Stream.generate(() -> new RecentBytes(capacity / SHARDS))
                .limit(SHARDS)
                .toArray(RecentBytes[]::new);
    }

    /** The beginning of an object, up to the end of the longest read. */
    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        if (range.end() > LARGEST) {
            return store.open(key, range);
        }
        byte @Nullable [] kept = shard(key).get(key);
        if (kept == null || kept.length < range.end()) {
            misses.increment();
            kept = beginning(key, (int) range.end());
            shard(key).put(key, kept);
        } else {
            hits.increment();
        }
        int from = (int) range.offset();
        return new BlobContent(new BytesChannel(ByteBuffer.wrap(kept, from, (int) range.length())), range.length());
    }

    private byte[] beginning(StorageKey key, int length) throws StoreException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (BlobContent content = store.open(key, ByteRange.whole(length))) {
            while (bytes.hasRemaining()) {
                if (content.channel().read(bytes) < 0) {
                    throw new StoreException(Kind.PERMANENT, "object " + key + " is shorter than " + length, null);
                }
            }
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "object " + key + " could not be read", e);
        }
        return bytes.array();
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        return store.writer(key);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        return store.resume(key, state);
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return store.size(key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        keys.forEach(key -> shard(key).remove(key));
        return store.delete(keys);
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return store.list(prefix, page);
    }

    @Override
    public StorageCapabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public void check() throws StoreException {
        store.check();
    }

    @Override
    public void close() {
        store.close();
    }

    /** The number of bytes kept. */
    long bytes() {
        return Arrays.stream(shards).mapToLong(RecentBytes::bytes).sum();
    }

    CacheStatus status() {
        return new CacheStatus(hits.sum(), misses.sum(), bytes());
    }

    private RecentBytes shard(StorageKey key) {
        return shards[(key.hashCode() >>> 4) & SHARDS - 1];
    }
}
