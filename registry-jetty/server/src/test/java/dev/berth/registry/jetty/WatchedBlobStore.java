package dev.berth.registry.jetty;

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
import dev.berth.registry.spi.storage.StoredObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the opened objects, can report objects as longer than they are, and can fail. */
final class WatchedBlobStore implements BlobStore {
    private final List<BlobContent> opened = new CopyOnWriteArrayList<>();
    private final BlobStore store;
    private volatile boolean objectsEndEarly;
    private volatile Optional<Kind> failure = Optional.empty();

    WatchedBlobStore(BlobStore store) {
        this.store = store;
    }

    void letObjectsEndEarly() {
        objectsEndEarly = true;
    }

    void letEverythingFail(Kind kind) {
        failure = Optional.of(kind);
    }

    private void failIfToldTo() throws StoreException {
        if (failure.isPresent()) {
            throw new StoreException(failure.get(), "bucket internal-name-7 does not answer", null);
        }
    }

    boolean hasOpen() {
        return opened.stream().anyMatch(content -> content.channel().isOpen());
    }

    List<BlobContent> opened() {
        return opened;
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        failIfToldTo();
        ByteRange given =
                objectsEndEarly ? new ByteRange(range.offset() + range.length() / 2, range.length() / 2) : range;
        BlobContent content = store.open(key, given);
        opened.add(content);
        return new BlobContent(content.channel(), range.length());
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        failIfToldTo();
        return store.writer(key);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        failIfToldTo();
        return store.resume(key, state);
    }

    @Override
    public void check() throws StoreException {
        failIfToldTo();
        store.check();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
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
}
