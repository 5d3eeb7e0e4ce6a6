package dev.berth.registry.launcher.metrics;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;

/** Measures the calls of another writer, and counts it until it is closed. */
final class MeteredBlobWriter implements BlobWriter {
    private final BlobWriter writer;
    private final StorageMeters meters;
    private boolean closed;

    MeteredBlobWriter(BlobWriter writer, StorageMeters meters) {
        this.writer = writer;
        this.meters = meters;
        meters.opened();
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        int length = bytes.remaining();
        meters.run("write", () -> writer.write(bytes));
        meters.written(length);
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
        return meters.measure("checkpoint", writer::checkpoint);
    }

    @Override
    public void commit() throws StoreException {
        meters.run("commit", writer::commit);
    }

    @Override
    public void discard() {
        writer.discard();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            meters.closed();
        }
        writer.close();
    }
}
