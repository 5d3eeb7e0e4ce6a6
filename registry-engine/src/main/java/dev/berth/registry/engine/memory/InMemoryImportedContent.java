package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.AuditedBlob;
import dev.berth.registry.spi.ManifestReference;
import dev.berth.registry.spi.ManifestReference.Target;
import dev.berth.registry.spi.PendingReview;
import dev.berth.registry.spi.ReviewReason;
import dev.berth.registry.spi.Reviewable;
import dev.berth.registry.spi.Reviewable.OfLink;
import dev.berth.registry.spi.Reviewable.OfManifest;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.ImportedTag;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The content that imports bring to a {@link Ledger}. */
final class InMemoryImportedContent implements ImportedContentStore {
    private final Ledger ledger;

    InMemoryImportedContent(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public int addBlobs(List<ImportedBlob> blobs) {
        return ledger.guard.write(() -> {
            int added = 0;
            for (ImportedBlob blob : blobs) {
                if (ledger.blobs.find(blob.digest()).isEmpty()) {
                    ledger.blobs.findOrCreate(blob.digest(), blob.size(), blob.key());
                    added++;
                }
            }
            return added;
        });
    }

    @Override
    public Map<Digest, AuditedBlob> find(Collection<Digest> digests) {
        return ledger.guard.read(() -> {
            Map<Digest, AuditedBlob> found = new HashMap<>();
            for (Digest digest : digests) {
                ledger.blobs
                        .find(digest)
                        .ifPresent(blob -> found.put(digest, new AuditedBlob(digest, blob.size(), blob.key())));
            }
            return found;
        });
    }

    @Override
    public int link(RepositoryName repository, List<ImportedLink> links) {
        return ledger.guard.write(() -> {
            int linked = 0;
            for (ImportedLink link : links) {
                Optional<StoredContent> blob = ledger.blobs.find(link.digest());
                if (blob.isPresent()
                        && ledger.imports.source(repository.value()).links.add(link.digest())) {
                    linked += ledger.findOrCreate(repository).links.bring(link, blob.get()) ? 1 : 0;
                }
                blob.ifPresent(present -> ledger.imports.kept.add(link.digest()));
            }
            return linked;
        });
    }

    @Override
    public Set<Digest> putManifests(RepositoryName repository, List<ImportedManifest> manifests) {
        return ledger.guard.write(() -> {
            Set<Digest> missing = missing(repository, manifests);
            if (missing.isEmpty()) {
                ImportLedger.Source source = ledger.imports.source(repository.value());
                for (ImportedManifest manifest : manifests) {
                    if (source.manifests.add(manifest.manifest().digest())) {
                        ledger.findOrCreate(repository).bring(manifest);
                    }
                }
            }
            return missing;
        });
    }

    private Set<Digest> missing(RepositoryName repository, List<ImportedManifest> manifests) {
        Optional<RepositoryRows> rows = ledger.find(repository);
        return manifests.stream()
                .flatMap(manifest -> manifest.references().stream())
                .filter(reference -> reference.target() == Target.BLOB)
                .map(ManifestReference::digest)
                .filter(digest ->
                        rows.filter(there -> there.links.contains(digest)).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int setTags(RepositoryName repository, List<ImportedTag> tags) {
        return ledger.guard.write(() -> {
            int set = 0;
            for (ImportedTag tag : tags) {
                Optional<RepositoryRows> rows =
                        ledger.find(repository).filter(there -> there.manifests.containsKey(tag.digest()));
                if (rows.isPresent()) {
                    set += set(rows.get(), tag) ? 1 : 0;
                }
            }
            return set;
        });
    }

    private boolean set(RepositoryRows rows, ImportedTag tag) {
        Map<Tag, Digest> brought = ledger.imports.source(rows.name.value()).tags;
        Optional<Digest> before = Optional.ofNullable(brought.put(tag.tag(), tag.digest()));
        boolean changedThere = !before.equals(Optional.of(tag.digest()));
        boolean changedHere = !rows.tags.find(tag.tag()).equals(before);
        if (!changedThere || changedHere) {
            return false;
        }
        rows.tags.set(tag.tag(), tag.digest());
        return true;
    }

    @Override
    public int retain(RepositoryName repository, ImportedNames present) {
        return ledger.guard.write(() -> {
            ImportLedger.Source source = ledger.imports.source(repository.value());
            int affected = present.tags().isPresent()
                    ? retainTags(repository, source, present.tags().get())
                    : 0;
            for (Digest manifest : gone(source.manifests, present.manifests())) {
                affected += review(new OfManifest(repository, manifest)) ? 1 : 0;
            }
            for (Digest link : gone(source.links, present.links())) {
                affected += review(new OfLink(repository, link)) ? 1 : 0;
            }
            return affected;
        });
    }

    private int retainTags(RepositoryName repository, ImportLedger.Source source, Set<Tag> present) {
        int removed = 0;
        for (Map.Entry<Tag, Digest> brought : Map.copyOf(source.tags).entrySet()) {
            Tag tag = brought.getKey();
            if (!present.contains(tag)) {
                source.tags.remove(tag);
                Optional<RepositoryRows> unchanged = ledger.find(repository)
                        .filter(rows -> rows.tags.find(tag).equals(Optional.of(brought.getValue())));
                unchanged.ifPresent(rows -> rows.tags.remove(tag));
                removed += unchanged.isPresent() ? 1 : 0;
            }
        }
        return removed;
    }

    private static Set<Digest> gone(Set<Digest> brought, Set<Digest> present) {
        Set<Digest> gone = new HashSet<>(brought);
        gone.removeAll(present);
        brought.removeAll(gone);
        return gone;
    }

    private boolean review(Reviewable thing) {
        boolean unsuspected = new Holdings(ledger).isThere(thing)
                && ledger.reviews.find(thing).isEmpty();
        if (unsuspected) {
            ledger.reviews.put(thing, new PendingReview(ledger.now(), ReviewReason.TAG_DELETED));
        }
        return unsuspected;
    }

    @Override
    public void keep(Collection<Digest> digests) {
        ledger.guard.write(() -> {
            digests.stream()
                    .filter(digest -> ledger.blobs.find(digest).isPresent())
                    .forEach(ledger.imports.kept::add);
            return digests;
        });
    }
}
