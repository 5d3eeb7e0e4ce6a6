package dev.berth.registry.launcher.storage;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;

/** A writer whose calls are observed until it is closed. */
final class ObservedBlobWriter implements BlobWriter {
    private final BlobWriter writer;
    private final StorageObserver observer;
    private boolean closed;

    ObservedBlobWriter(BlobWriter writer, StorageObserver observer) {
        this.writer = writer;
        this.observer = observer;
        observer.opened();
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        int length = bytes.remaining();
        observer.run("write", () -> writer.write(bytes));
        observer.written(length);
    }

    @Override
    public long size() {
        return writer.size();
    }

    @Override
    public boolean mayDropBytes() {
        return writer.mayDropBytes();
    }

    @Override
    public WriterState checkpoint() throws StoreException {
        return observer.observe("checkpoint", writer::checkpoint);
    }

    @Override
    public void commit() throws StoreException {
        observer.run("commit", writer::commit);
    }

    @Override
    public void discard() {
        writer.discard();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            observer.closed();
        }
        writer.close();
    }
}
