package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.BlobWriter;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** The bytes of an object on its way in. Outlives its writers, of which one is open at a time. */
final class UnfinishedObject {
    private final InMemoryBlobStore store;
    private final StorageKey key;
    private final Chunks chunks = new Chunks();
    private final AtomicBoolean beingWritten = new AtomicBoolean();

    UnfinishedObject(InMemoryBlobStore store, StorageKey key) {
        this.store = store;
        this.key = key;
    }

    /** A writer that goes on behind the first {@code size} bytes. */
    BlobWriter writeFrom(long size) throws StoreException {
        if (!beingWritten.compareAndSet(false, true)) {
            throw new StoreException(Kind.TRANSIENT, "another writer of " + key + " is open", null);
        }
        if (!store.isUnfinished(key, this) || size > chunks.size()) {
            beingWritten.set(false);
            throw InMemoryBlobStore.absent(key);
        }
        chunks.truncate(size);
        return new Writer();
    }

    private final class Writer implements BlobWriter {
        private boolean open = true;

        @Override
        public void write(ByteBuffer bytes) throws StoreException {
            requireThere();
            chunks.append(bytes);
        }

        @Override
        public long size() {
            return chunks.size();
        }

        @Override
        public WriterState checkpoint() throws StoreException {
            requireThere();
            return new WriterState(chunks.size(), "");
        }

        @Override
        public void commit() throws StoreException {
            requireThere();
            chunks.trim();
            store.publish(key, UnfinishedObject.this, chunks);
        }

        @Override
        public void discard() {
            if (open) {
                store.forget(key, UnfinishedObject.this);
            }
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                beingWritten.set(false);
            }
        }

        private void requireThere() throws StoreException {
            if (!open || !store.isUnfinished(key, UnfinishedObject.this)) {
                throw InMemoryBlobStore.absent(key);
            }
        }
    }
}
