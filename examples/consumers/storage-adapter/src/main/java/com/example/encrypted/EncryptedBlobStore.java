package com.example.encrypted;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Encrypts what another store keeps. Sizes and keys stay readable; presigned URLs and copies inside the store are off,
 * since their bytes are encrypted for one key. A changed byte is found by the digest that every client compares.
 */
public final class EncryptedBlobStore implements BlobStore {
    private final BlobStore inner;
    private final BlobCipher cipher;

    /**
     * A store over {@code inner}, which it closes.
     *
     * @param secret 32 random bytes, kept outside of the storage
     */
    public EncryptedBlobStore(BlobStore inner, byte[] secret) {
        this.inner = inner;
        this.cipher = new BlobCipher(secret);
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        return new EncryptedBlobWriter(inner.writer(key), cipher.at(key, 0));
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        return new EncryptedBlobWriter(inner.resume(key, state), cipher.at(key, state.size()));
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        BlobContent content = inner.open(key, range);
        return new BlobContent(
                new DecryptedChannel(content.channel(), cipher.at(key, range.offset())), content.length());
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return inner.size(key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException {
        return inner.delete(keys);
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        return inner.list(prefix, page);
    }

    @Override
    public StorageCapabilities capabilities() {
        StorageCapabilities all = inner.capabilities();
        return new StorageCapabilities(all.minimumChunk(), all.refusesOnOpen(), all.abandoned(), Optional.empty());
    }

    @Override
    public void check() throws StoreException {
        inner.check();
    }

    @Override
    public void close() {
        inner.close();
    }
}
