package dev.berth.registry.examples.benchmark;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** A store that counts its calls, and adds a delay to each, as the network to an object store does. */
final class CountedCalls implements BlobStore {
    final LongAdder reads = new LongAdder();
    final LongAdder listings = new LongAdder();
    final LongAdder sizes = new LongAdder();
    private final BlobStore storage;
    private final Duration delay;

    CountedCalls(BlobStore storage, Duration delay) {
        this.storage = storage;
        this.delay = delay;
    }

    private void count(LongAdder calls) throws StoreException {
        calls.increment();
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Kind.PERMANENT, "interrupted", e);
        }
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        return storage.writer(key);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        return storage.resume(key, state);
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        count(reads);
        return storage.open(key, range);
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        count(sizes);
        return storage.size(key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        return storage.delete(keys);
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        count(listings);
        return storage.list(prefix, page);
    }

    @Override
    public StorageCapabilities capabilities() {
        return storage.capabilities();
    }

    @Override
    public void check() throws StoreException {
        storage.check();
    }

    @Override
    public void close() {
        storage.close();
    }
}
