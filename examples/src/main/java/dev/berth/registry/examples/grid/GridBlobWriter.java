package dev.berth.registry.examples.grid;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects an object in memory. Only {@link #commit} makes it readable, and nothing undoes that. */
final class GridBlobWriter implements BlobWriter {
    private final Grid grid;
    private final StorageKey key;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean committed;
    private boolean closed;

    GridBlobWriter(Grid grid, StorageKey key, byte[] kept) {
        this.grid = grid;
        this.key = key;
        bytes.writeBytes(kept);
    }

    @Override
    public void write(ByteBuffer more) {
        byte[] copy = new byte[more.remaining()];
        more.get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public WriterState checkpoint() {
        grid.keep(key, bytes.toByteArray());
        return new WriterState(bytes.size(), "");
    }

    @Override
    public void commit() throws StoreException {
        grid.commit(key, bytes.toByteArray());
        committed = true;
    }

    @Override
    public void discard() {
        if (!committed) {
            grid.forget(key);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            grid.unlock(key);
        }
    }
}
