package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All blobs, by digest and by key. Changed under the write lock of their ledger only. */
final class BlobRows {
    private final Map<Digest, StoredContent> byDigest = new ConcurrentHashMap<>();
    private final SortedRows<AuditedBlob> byKey = new SortedRows<>();

    Optional<StoredContent> find(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    Iterable<Digest> digests() {
        return byDigest.keySet();
    }

    boolean has(StorageKey key) {
        return byKey.find(key.value()).isPresent();
    }

    /** The existing blob, or a new one without holders. */
    StoredContent findOrCreate(Digest digest, long size, StorageKey key) {
        return byDigest.computeIfAbsent(digest, absent -> {
            byKey.put(key.value(), new AuditedBlob(digest, size, key));
            return new StoredContent(size, key, new SortedRows<>());
        });
    }

    void remove(Digest digest) {
        StoredContent removed = byDigest.remove(digest);
        if (removed != null) {
            byKey.remove(removed.key().value());
        }
    }

    /** Blobs in the order of their keys. */
    Page<AuditedBlob> page(PageRequest request) {
        return byKey.page(request, any -> true);
    }
}
