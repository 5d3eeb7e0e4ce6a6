package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.LostBlobStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.util.List;
import java.util.Optional;

/** The links of repositories to blobs in a {@link MemoryTables}. */
final class InMemoryBlobLinks implements BlobLinkStore {
    private final MemoryTables tables;

    InMemoryBlobLinks(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<StoredBlob> find(RepositoryName repository, Digest digest) {
        return tables.storeLock.read(() -> linked(repository, digest));
    }

    private Optional<StoredBlob> linked(RepositoryName repository, Digest digest) {
        return tables.find(repository).flatMap(rows -> rows.links.find(digest));
    }

    @Override
    public boolean touch(RepositoryName repository, Digest digest) {
        return tables.storeLock.write(() ->
                tables.find(repository).map(rows -> rows.links.touch(digest)).orElse(false));
    }

    @Override
    public boolean mount(RepositoryName target, RepositoryName source, Digest digest, List<NewEvent> events)
            throws StoreException {
        return tables.storeLock.writeOrRefuse(() -> {
            tables.requireOpen(target);
            Optional<StoredContent> blob = linked(source, digest)
                    .flatMap(link -> tables.blobs.find(digest))
                    .filter(found -> !found.lost());
            blob.ifPresent(there -> {
                tables.findOrCreate(target).links.add(digest, there, ReviewReason.MOUNTED);
                tables.report(target, events);
            });
            return blob.isPresent();
        });
    }

    @Override
    public Page<RepositoryName> holders(Digest digest, PageRequest page) {
        return tables.storeLock.read(() -> tables.blobs
                .find(digest)
                .map(blob -> blob.holders().page(page, any -> true))
                .orElseGet(() -> new Page<>(List.of(), false)));
    }

    @Override
    public DeleteOutcome unlink(RepositoryName repository, Digest digest, List<NewEvent> events) {
        return tables.storeLock.write(() -> {
            if (linked(repository, digest).isEmpty()) {
                return DeleteOutcome.UNKNOWN;
            }
            RepositoryRows rows = tables.findOrCreate(repository);
            if (rows.references.isReferenced(digest)) {
                return DeleteOutcome.REFERENCED;
            }
            rows.links.remove(digest, tables.reviews.lost(tables.now(), ReviewReason.UNLINKED));
            tables.report(repository, events);
            return DeleteOutcome.DELETED;
        });
    }

    /** The lost blobs of a {@link MemoryTables}. */
    static final class LostBlobs implements LostBlobStore {
        private final MemoryTables tables;

        LostBlobs(MemoryTables tables) {
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
}
