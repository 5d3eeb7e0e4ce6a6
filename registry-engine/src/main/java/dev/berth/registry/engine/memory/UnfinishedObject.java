package dev.berth.registry.engine.memory;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** The bytes of an object on its way in. Outlives its writers, of which one is open at a time. */
final class UnfinishedObject {
    private final InMemoryBlobStore store;
    private final StorageKey key;
    private final Instant begun;
    private final Chunks chunks = new Chunks();
    private final AtomicBoolean beingWritten = new AtomicBoolean(true);

    UnfinishedObject(InMemoryBlobStore store, StorageKey key, Instant begun) {
        this.store = store;
        this.key = key;
        this.begun = begun;
    }

    Instant begun() {
        return begun;
    }

    /** The first writer, opened once: it owns the object before the object is visible. */
    BlobWriter begin() {
        return new Writer(0);
    }

    /** A writer that continues after the first {@code size} bytes. */
    BlobWriter writeFrom(long size) throws StoreException {
        if (!beingWritten.compareAndSet(false, true)) {
            throw new StoreException(Kind.BUSY, "another writer of " + key + " is open", null);
        }
        if (!store.isUnfinished(key, this) || size > chunks.size()) {
            beingWritten.set(false);
            throw InMemoryBlobStore.absent(key);
        }
        return new Writer(size);
    }

    private final class Writer implements BlobWriter {
        private boolean open = true;
        private long size;

        private Writer(long size) {
            this.size = size;
        }

        @Override
        public void write(ByteBuffer bytes) throws StoreException {
            requireThere();
            dropTheRest();
            chunks.append(bytes);
            size = chunks.size();
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public boolean mayDropBytes() {
            return chunks.size() > size;
        }

        @Override
        public WriterState checkpoint() throws StoreException {
            requireThere();
            return new WriterState(size, "");
        }

        @Override
        public void commit() throws StoreException {
            requireThere();
            dropTheRest();
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

        private void dropTheRest() {
            if (chunks.size() > size) {
                chunks.truncate(size);
            }
        }

        private void requireThere() throws StoreException {
            if (!open || !store.isUnfinished(key, UnfinishedObject.this)) {
                throw InMemoryBlobStore.absent(key);
            }
        }
    }
}
