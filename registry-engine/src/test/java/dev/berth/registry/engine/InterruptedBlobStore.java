package dev.berth.registry.engine;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Lets something else happen first when a writer or an object is opened, or its size read. */
final class InterruptedBlobStore implements BlobStore {
    interface Event {
        void happen() throws StoreException;
    }

    private final Queue<Event> beforeWriter = new ConcurrentLinkedQueue<>();
    private final Queue<Event> beforeResume = new ConcurrentLinkedQueue<>();
    private final Queue<Event> beforeOpen = new ConcurrentLinkedQueue<>();
    private final Queue<Event> beforeSize = new ConcurrentLinkedQueue<>();
    private final BlobStore store;

    InterruptedBlobStore(BlobStore store) {
        this.store = store;
    }

    void beforeNextWriter(Event event) {
        beforeWriter.add(event);
    }

    void beforeNextResume(Event event) {
        beforeResume.add(event);
    }

    void beforeNextOpen(Event event) {
        beforeOpen.add(event);
    }

    void beforeNextSize(Event event) {
        beforeSize.add(event);
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        happen(beforeWriter.poll());
        return store.writer(key);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        happen(beforeResume.poll());
        return store.resume(key, state);
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        happen(beforeOpen.poll());
        return store.open(key, range);
    }

    @Override
    public void check() throws StoreException {
        store.check();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        happen(beforeSize.poll());
        return store.size(key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        return store.delete(keys);
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return store.list(prefix, page);
    }

    private static void happen(@Nullable Event event) throws StoreException {
        if (event != null) {
            event.happen();
        }
    }
}
