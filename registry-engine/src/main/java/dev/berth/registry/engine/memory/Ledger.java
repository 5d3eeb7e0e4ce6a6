package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoredBlob;
import dev.berth.registry.spi.StoredUpload;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All rows of an in-memory metadata store, and what its roles share. Changed in {@link Guard#write} only. */
final class Ledger {
    final Guard guard = new Guard();
    final SortedRows<RepositoryRows> repositories = new SortedRows<>();
    final Map<Digest, StoredContent> blobs = new ConcurrentHashMap<>();
    final Map<UploadId, StoredUpload> uploads = new ConcurrentHashMap<>();
    final Reviews reviews = new Reviews();
    private final Clock clock;

    Ledger(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Optional<RepositoryRows> find(RepositoryName name) {
        return repositories.find(name.value());
    }

    /** The repository, which comes to be if need be. */
    RepositoryRows findOrCreate(RepositoryName name) {
        return find(name).orElseGet(() -> {
            RepositoryRows created = new RepositoryRows(name, this);
            repositories.put(name.value(), created);
            return created;
        });
    }

    /** Gives the repository a blob that is there, or touches the one it has. */
    void link(RepositoryName repository, Digest digest, StoredContent blob) {
        RepositoryRows rows = findOrCreate(repository);
        rows.links.put(digest, new StoredBlob(digest, blob.size(), blob.key(), now()));
        blob.holders().put(repository.value(), repository);
        if (!rows.isReferenced(digest)) {
            reviews.review(new Reviews.Candidate.OfLink(repository, digest), now());
        }
    }

    /** Notes that a repository has a blob no more. */
    void unhold(RepositoryName repository, Digest digest) {
        SortedRows<RepositoryName> holders = blobs.get(digest).holders();
        holders.remove(repository.value());
        if (holders.isEmpty()) {
            reviews.review(new Reviews.Candidate.OfBlob(digest), now());
        }
    }

    void delete(StorageKey key) {
        reviews.delete(key, now());
    }
}
