package dev.berth.registry.launcher.metrics;

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
 * Measures the calls of another store. Content that was opened is passed on as it is, so that files are still sent
 * directly.
 */
final class MeteredBlobStore implements BlobStore {
    private final BlobStore store;
    private final StorageMeters meters;

    MeteredBlobStore(BlobStore store, StorageMeters meters) {
        this.store = store;
        this.meters = meters;
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        return new MeteredBlobWriter(meters.measure("create", () -> store.writer(key)), meters);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        return new MeteredBlobWriter(meters.measure("resume", () -> store.resume(key, state)), meters);
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        return meters.measure("open", () -> store.open(key, range));
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return meters.measure("size", () -> store.size(key));
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        return meters.measure("delete", () -> store.delete(keys));
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return meters.measure("list", () -> store.list(prefix, page));
    }

    @Override
    public StorageCapabilities capabilities() {
        StorageCapabilities able = store.capabilities();
        return new StorageCapabilities(
                able.minimumChunk(),
                able.refusesOnOpen(),
                able.abandoned().map(this::measuredRemoval),
                able.presignedReads().map(this::measuredReads),
                able.copies().map(this::measuredCopies));
    }

    private ObjectCopies measuredCopies(ObjectCopies copies) {
        return (source, target, size) -> meters.measure("copy", () -> copies.copy(source, target, size));
    }

    private AbandonedRemoval measuredRemoval(AbandonedRemoval removal) {
        return (before, inUse) -> meters.measure("remove_abandoned", () -> removal.removeAbandoned(before, inUse));
    }

    private PresignedReads measuredReads(PresignedReads reads) {
        return (key, terms) -> meters.measure("presign", () -> reads.link(key, terms));
    }

    @Override
    public void check() throws StoreException {
        meters.measure("check", () -> {
            store.check();
            return true;
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
