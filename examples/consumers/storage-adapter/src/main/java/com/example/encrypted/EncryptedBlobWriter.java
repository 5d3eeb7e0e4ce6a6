package com.example.encrypted;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import javax.crypto.Cipher;

/** Encrypts the bytes of one object on their way to its writer. */
final class EncryptedBlobWriter implements BlobWriter {
    private final BlobWriter inner;
    private final Cipher stream;

    EncryptedBlobWriter(BlobWriter inner, Cipher stream) {
        this.inner = inner;
        this.stream = stream;
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        inner.write(BlobCipher.apply(stream, bytes));
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public boolean mayDropBytes() {
        return inner.mayDropBytes();
    }

    @Override
    public WriterState checkpoint() throws StoreException {
        return inner.checkpoint();
    }

    @Override
    public void commit() throws StoreException {
        inner.commit();
    }

    @Override
    public void discard() {
        inner.discard();
    }

    @Override
    public void close() {
        inner.close();
    }
}
