package dev.berth.registry.launcher.storage;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.AbandonedRemoval;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.ObjectCopies;
import dev.berth.registry.spi.storage.PresignedReads;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A store whose calls are observed. Content that was opened is passed on as it is, so that files are still sent
 * directly.
 */
public final class ObservedBlobStore implements BlobStore {
    private final BlobStore store;
    private final StorageObserver observer;

    /** Observes the calls of a store, which it closes. */
    public ObservedBlobStore(BlobStore store, StorageObserver observer) {
        this.store = store;
        this.observer = observer;
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        return new ObservedBlobWriter(observer.observe("create", () -> store.writer(key)), observer);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        return new ObservedBlobWriter(observer.observe("resume", () -> store.resume(key, state)), observer);
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        return observer.observe("open", () -> store.open(key, range));
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return observer.observe("size", () -> store.size(key));
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        return observer.observe("delete", () -> store.delete(keys));
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return observer.observe("list", () -> store.list(prefix, page));
    }

    @Override
    public StorageCapabilities capabilities() {
        StorageCapabilities able = store.capabilities();
        return new StorageCapabilities(
                able.minimumChunk(),
                able.refusesOnOpen(),
                able.abandoned().map(this::observedRemoval),
                able.presignedReads().map(this::observedReads),
                able.copies().map(this::observedCopies));
    }

    private ObjectCopies observedCopies(ObjectCopies copies) {
        return (source, target, size) -> observer.observe("copy", () -> copies.copy(source, target, size));
    }

    private AbandonedRemoval observedRemoval(AbandonedRemoval removal) {
        return (before, inUse) -> observer.observe("remove_abandoned", () -> removal.removeAbandoned(before, inUse));
    }

    private PresignedReads observedReads(PresignedReads reads) {
        return (key, terms) -> observer.observe("presign", () -> reads.link(key, terms));
    }

    @Override
    public void check() throws StoreException {
        observer.observe("check", () -> {
            store.check();
            return true;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
