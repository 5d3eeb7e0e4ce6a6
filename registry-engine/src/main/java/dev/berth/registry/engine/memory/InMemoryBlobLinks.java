package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.BlobLinkStore;
import dev.berth.registry.spi.DeleteOutcome;
import dev.berth.registry.spi.NewEvent;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.StoredBlob;
import java.util.List;
import java.util.Optional;

/** Who has which blob, in a {@link Ledger}. */
final class InMemoryBlobLinks implements BlobLinkStore {
    private final Ledger ledger;

    InMemoryBlobLinks(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<StoredBlob> find(RepositoryName repository, Digest digest) {
        return ledger.guard.read(() -> linked(repository, digest));
    }

    private Optional<StoredBlob> linked(RepositoryName repository, Digest digest) {
        return ledger.find(repository).flatMap(rows -> rows.links.find(digest));
    }

    @Override
    public boolean touch(RepositoryName repository, Digest digest) {
        return ledger.guard.write(() ->
                ledger.find(repository).map(rows -> rows.links.touch(digest)).orElse(false));
    }

    @Override
    public boolean mount(RepositoryName target, RepositoryName source, Digest digest, List<NewEvent> events) {
        return ledger.guard.write(() -> {
            Optional<StoredContent> blob = linked(source, digest).flatMap(link -> ledger.blobs.find(digest));
            blob.ifPresent(there -> {
                ledger.findOrCreate(target).links.add(digest, there, ReviewReason.MOUNTED);
                ledger.tell(target, events);
            });
            return blob.isPresent();
        });
    }

    @Override
    public Page<RepositoryName> holders(Digest digest, PageRequest page) {
        return ledger.guard.read(() -> ledger.blobs
                .find(digest)
                .map(blob -> blob.holders().page(page, any -> true))
                .orElseGet(() -> new Page<>(List.of(), false)));
    }

    @Override
    public DeleteOutcome unlink(RepositoryName repository, Digest digest, List<NewEvent> events) {
        return ledger.guard.write(() -> {
            if (linked(repository, digest).isEmpty()) {
                return DeleteOutcome.UNKNOWN;
            }
            RepositoryRows rows = ledger.findOrCreate(repository);
            if (rows.references.isReferenced(digest)) {
                return DeleteOutcome.REFERENCED;
            }
            rows.links.remove(digest, ledger.reviews.lost(ledger.now(), ReviewReason.UNLINKED));
            ledger.tell(repository, events);
            return DeleteOutcome.DELETED;
        });
    }
}
