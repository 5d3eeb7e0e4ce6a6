package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All blobs, by digest and by key. Changed under the write lock of their ledger only. */
final class BlobRows {
    /**
     * The blob of a digest, be there a repository that has it or not.
     *
     * @param holders the repositories that have it, by name
     * @param lost true when the object was found lost
     */
    record StoredContent(long size, StorageKey key, SortedRows<RepositoryName> holders, boolean lost) {}

    private final Map<Digest, StoredContent> byDigest = new ConcurrentHashMap<>();
    private final SortedRows<AuditedBlob> byKey = new SortedRows<>();

    Optional<StoredContent> find(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    Iterable<Digest> digests() {
        return byDigest.keySet();
    }

    /** Those that are not lost. */
    List<StoredContent> intact() {
        return byDigest.values().stream().filter(blob -> !blob.lost()).toList();
    }

    boolean has(StorageKey key) {
        return byKey.find(key.value()).isPresent();
    }

    /** The existing blob, or a new one without holders. */
    StoredContent findOrCreate(Digest digest, long size, StorageKey key) {
        return byDigest.computeIfAbsent(digest, absent -> {
            byKey.put(key.value(), new AuditedBlob(digest, size, key));
            return new StoredContent(size, key, new SortedRows<>(), false);
        });
    }

    /** The same blob, found lost. */
    StoredContent markLost(Digest digest) {
        return change(digest, blob -> new StoredContent(blob.size(), blob.key(), blob.holders(), true));
    }

    /** The same blob with another object. */
    StoredContent replace(Digest digest, StorageKey key) {
        StoredContent changed = change(digest, blob -> new StoredContent(blob.size(), key, blob.holders(), false));
        byKey.put(key.value(), new AuditedBlob(digest, changed.size(), key));
        return changed;
    }

    private StoredContent change(Digest digest, UnaryOperator<StoredContent> change) {
        StoredContent before = find(digest).orElseThrow();
        StoredContent after = change.apply(before);
        byDigest.put(digest, after);
        if (!after.key().equals(before.key())) {
            byKey.remove(before.key().value());
        }
        return after;
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
