package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.metadata.LostBlobStore;
import java.util.Optional;

/** The lost blobs of a {@link MemoryTables}. */
final class InMemoryLostBlobs implements LostBlobStore {
    private final MemoryTables tables;

    InMemoryLostBlobs(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean mark(Digest digest, StorageKey key) {
        return tables.storeLock.write(() -> {
            boolean there = find(digest, key).isPresent();
            if (there) {
                changeLinks(digest, tables.blobs.markLost(digest));
            }
            return there;
        });
    }

    @Override
    public boolean replace(Digest digest, StorageKey lost, StorageKey key) {
        return tables.storeLock.write(() -> {
            boolean replaced = find(digest, lost).isPresent() && tables.deletions.takeBack(key);
            if (replaced) {
                changeLinks(digest, tables.blobs.replace(digest, key));
                tables.doom(lost);
            }
            return replaced;
        });
    }

    private Optional<StoredContent> find(Digest digest, StorageKey key) {
        return tables.blobs.find(digest).filter(blob -> blob.key().equals(key));
    }

    private void changeLinks(Digest digest, StoredContent blob) {
        blob.holders()
                .page(PageRequest.first(Integer.MAX_VALUE - 1), any -> true)
                .items()
                .forEach(holder -> tables.find(holder).ifPresent(rows -> rows.links.change(digest, blob)));
    }
}
