package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Writes and deletes files of the classic layout, with retries. Safe for use by several threads. */
final class ClassicWriter {
    private final BlobStore storage;
    private final Retries retries;
    private final boolean dryRun;

    /** @param dryRun whether to do nothing instead */
    ClassicWriter(BlobStore storage, Retries retries, boolean dryRun) {
        this.storage = storage;
        this.retries = retries;
        this.dryRun = dryRun;
    }

    /** Writes a link where none is. */
    void link(StorageKey key, Digest target) throws StoreException {
        write(key, target.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes a link in place of whatever is there. */
    void replace(StorageKey key, Digest target) throws StoreException {
        delete(List.of(key));
        link(key, target);
    }

    /** Writes a file; an older one, or one that another process left unfinished, is replaced. */
    void write(StorageKey key, byte[] content) throws StoreException {
        if (dryRun) {
            return;
        }
        retries.call(() -> {
            try {
                attempt(key, content);
            } catch (StoreException e) {
                if (e.kind() != Kind.PERMANENT) {
                    throw e;
                }
                deleteOnce(List.of(key));
                attempt(key, content);
            }
            return key;
        });
    }

    private void attempt(StorageKey key, byte[] content) throws StoreException {
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
    }

    /** Deletes files; one that is not there is no failure. */
    void delete(Collection<StorageKey> keys) throws StoreException {
        if (!dryRun && !keys.isEmpty()) {
            retries.call(() -> {
                deleteOnce(keys);
                return keys;
            });
        }
    }

    private void deleteOnce(Collection<StorageKey> keys) throws StoreException {
        for (StoreException failure : storage.delete(keys).values()) {
            throw failure;
        }
    }
}
