package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfBlob;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.migration.ImportedLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The blobs that one repository may read. Changed only under the write lock of its tables. */
final class LinkRows {
    /** A blob itself is not touched, its links are. */
    private static final Instant NEVER = Instant.MIN;

    private final Map<Digest, StoredBlob> byDigest = new ConcurrentHashMap<>();
    private final RepositoryName repository;
    private final MemoryTables tables;

    LinkRows(RepositoryName repository, MemoryTables tables) {
        this.repository = repository;
        this.tables = tables;
    }

    Optional<StoredBlob> find(Digest digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    boolean contains(Digest digest) {
        return byDigest.containsKey(digest);
    }

    Set<Digest> digests() {
        return byDigest.keySet();
    }

    /** Links an existing blob to the repository, under review, or touches the existing link. */
    void add(Digest digest, StoredContent blob, ReviewReason reason) {
        if (!touch(digest)) {
            byDigest.put(digest, new StoredBlob(digest, blob.size(), blob.key(), tables.now(), blob.lost()));
            blob.holders().put(repository.value(), repository);
            tables.reviews.put(thing(digest), new PendingReview(tables.now(), reason));
        }
    }

    /** Links an imported blob to the repository unless a link exists; true when the link is new. */
    boolean importLink(ImportedLink link, StoredContent blob) {
        StoredBlob brought = new StoredBlob(link.digest(), blob.size(), blob.key(), link.created(), blob.lost());
        if (byDigest.putIfAbsent(link.digest(), brought) != null) {
            return false;
        }
        blob.holders().put(repository.value(), repository);
        return true;
    }

    /** The blob has another object or another mark. */
    void change(Digest digest, StoredContent blob) {
        byDigest.computeIfPresent(
                digest, (same, link) -> new StoredBlob(digest, blob.size(), blob.key(), link.touched(), blob.lost()));
    }

    /** Gives all links to the same repository under its new name. */
    void moveTo(LinkRows other) {
        other.byDigest.putAll(byDigest);
        byDigest.keySet().forEach(digest -> {
            tables.reviews.move(thing(digest), other.thing(digest));
            tables.blobs.find(digest).ifPresent(blob -> {
                blob.holders().remove(repository.value());
                blob.holders().put(other.repository.value(), other.repository);
            });
        });
    }

    /** True when the link exists. */
    boolean touch(Digest digest) {
        StoredBlob there = byDigest.get(digest);
        if (there == null) {
            return false;
        }
        byDigest.put(
                digest, new StoredBlob(digest, there.size(), there.key(), tables.nowOr(there.touched()), there.lost()));
        tables.reviews.postpone(thing(digest), tables.now());
        return true;
    }

    /** Removes the link of a blob, and schedules the blob for review even with other holders. */
    void remove(Digest digest, Reviews.Loss loss) {
        byDigest.remove(digest);
        tables.reviews.end(thing(digest));
        tables.blobs.find(digest).ifPresent(blob -> {
            blob.holders().remove(repository.value());
            loss.of(new OfBlob(digest), NEVER);
        });
    }

    void removeAll(Reviews.Loss loss) {
        List.copyOf(byDigest.keySet()).forEach(digest -> remove(digest, loss));
    }

    /** Something that needed the blob is gone. */
    void release(Digest digest, Reviews.Loss loss) {
        find(digest).ifPresent(link -> loss.of(thing(digest), link.touched()));
    }

    private Reviewable thing(Digest digest) {
        return new OfLink(repository, digest);
    }
}
