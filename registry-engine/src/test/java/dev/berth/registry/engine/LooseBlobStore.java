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
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store that does not refuse at once: every writer works apart from the others, and the first commit of a key wins.
 * Committed objects are in another store.
 */
final class LooseBlobStore implements BlobStore {
    private final BlobStore committed;
    private final Map<String, byte[]> checkpoints = new ConcurrentHashMap<>();
    private Optional<byte[]> earlier = Optional.empty();
    private Optional<Kind> refusal = Optional.empty();

    LooseBlobStore(BlobStore committed) {
        this.committed = committed;
    }

    /** Has another writer commit these bytes just before the next writer does. */
    void copyAtCommit(byte[] content) {
        earlier = Optional.of(content);
    }

    /** Has no commit succeed any more. */
    void refuseCommitsAs(Kind kind) {
        refusal = Optional.of(kind);
    }

    @Override
    public StorageCapabilities capabilities() {
        return new StorageCapabilities(OptionalLong.empty(), false, Optional.empty(), Optional.empty());
    }

    @Override
    public BlobWriter writer(StorageKey key) {
        return new Apart(key, new byte[0]);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) {
        return new Apart(key, state.size() == 0 ? new byte[0] : Objects.requireNonNull(checkpoints.get(state.token())));
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        return committed.open(key, range);
    }

    @Override
    public void check() throws StoreException {
        committed.check();
    }

    @Override
    public void close() {
        committed.close();
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return committed.size(key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        return committed.delete(keys);
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return committed.list(prefix, page);
    }

    private synchronized void commit(StorageKey key, byte[] content) throws StoreException {
        if (earlier.isPresent()) {
            store(key, earlier.get());
            earlier = Optional.empty();
        }
        if (refusal.isPresent() || committed.size(key).isPresent()) {
            throw new StoreException(refusal.orElse(Kind.PERMANENT), "object " + key + " is not this one", null);
        }
        store(key, content);
    }

    private void store(StorageKey key, byte[] content) throws StoreException {
        try (BlobWriter writer = committed.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
    }

    private final class Apart implements BlobWriter {
        private final StorageKey key;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        private Apart(StorageKey key, byte[] begun) {
            this.key = key;
            written.writeBytes(begun);
        }

        @Override
        public void write(ByteBuffer bytes) {
            byte[] more = new byte[bytes.remaining()];
            bytes.get(more);
            written.writeBytes(more);
        }

        @Override
        public long size() {
            return written.size();
        }

        @Override
        public WriterState checkpoint() {
            String token = UUID.randomUUID().toString();
            checkpoints.put(token, written.toByteArray());
            return new WriterState(written.size(), token);
        }

        @Override
        public void commit() throws StoreException {
            LooseBlobStore.this.commit(key, written.toByteArray());
        }

        @Override
        public void discard() {}

        @Override
        public void close() {}
    }
}
