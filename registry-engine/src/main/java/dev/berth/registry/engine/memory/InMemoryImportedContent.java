package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.Reviewable.OfLink;
import dev.berth.registry.maintenance.Reviewable.OfManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.LinkedContent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The imported content of a {@link MemoryTables}. */
final class InMemoryImportedContent implements ImportedContentStore {
    private final MemoryTables tables;

    InMemoryImportedContent(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public int addBlobs(List<ImportedBlob> blobs) {
        return tables.storeLock.write(() -> {
            int added = 0;
            for (ImportedBlob blob : blobs) {
                if (tables.blobs.find(blob.digest()).isEmpty()) {
                    tables.blobs.findOrCreate(blob.digest(), blob.size(), blob.key());
                    added++;
                }
            }
            return added;
        });
    }

    @Override
    public Map<Digest, AuditedBlob> find(Collection<Digest> digests) {
        return tables.storeLock.read(() -> found(digests));
    }

    private Map<Digest, AuditedBlob> found(Collection<Digest> digests) {
        Map<Digest, AuditedBlob> found = new HashMap<>();
        for (Digest digest : digests) {
            tables.blobs
                    .find(digest)
                    .ifPresent(blob -> found.put(digest, new AuditedBlob(digest, blob.size(), blob.key())));
        }
        return found;
    }

    @Override
    public LinkedContent link(RepositoryName repository, List<ImportedLink> links, List<Digest> payloads) {
        return tables.storeLock.write(() -> {
            int made = 0;
            Map<Digest, Long> sizes = new HashMap<>();
            for (ImportedLink link : links) {
                Optional<StoredContent> blob = tables.blobs.find(link.digest());
                if (blob.isPresent()) {
                    made += link(repository, link, blob.get()) ? 1 : 0;
                    sizes.put(link.digest(), blob.get().size());
                }
            }
            Map<Digest, AuditedBlob> found = found(payloads);
            tables.imports.kept.addAll(sizes.keySet());
            tables.imports.kept.addAll(found.keySet());
            return new LinkedContent(made, sizes, found);
        });
    }

    private boolean link(RepositoryName repository, ImportedLink link, StoredContent blob) {
        boolean made = false;
        if (tables.imports.source(repository.value()).links.add(link.digest())) {
            made = tables.findOrCreate(repository).links.importLink(link, blob);
            tables.reviews.end(new OfLink(repository, link.digest()));
        }
        return made;
    }

    @Override
    public Set<Digest> putManifests(RepositoryName repository, List<ImportedManifest> manifests) {
        return tables.storeLock.write(() -> {
            Set<Digest> missing = missing(repository, manifests);
            if (missing.isEmpty()) {
                ImportTables.Source source = tables.imports.source(repository.value());
                for (ImportedManifest manifest : manifests) {
                    if (source.manifests.add(manifest.manifest().digest())) {
                        tables.findOrCreate(repository).importManifest(manifest);
                        tables.reviews.end(
                                new OfManifest(repository, manifest.manifest().digest()));
                    }
                }
            }
            return missing;
        });
    }

    private Set<Digest> missing(RepositoryName repository, List<ImportedManifest> manifests) {
        Optional<RepositoryRows> rows = tables.find(repository);
        return manifests.stream()
                .flatMap(manifest -> manifest.references().stream())
                .filter(reference -> reference.target() != Target.MANIFEST_OR_BLOB)
                .map(ManifestReference::digest)
                .filter(digest ->
                        rows.filter(there -> there.links.contains(digest)).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int setTags(RepositoryName repository, List<ImportedTag> tags) {
        return tables.storeLock.write(() -> {
            int set = 0;
            for (ImportedTag tag : tags) {
                Optional<RepositoryRows> rows =
                        tables.find(repository).filter(there -> there.manifests.containsKey(tag.digest()));
                if (rows.isPresent()) {
                    set += set(rows.get(), tag) ? 1 : 0;
                }
            }
            return set;
        });
    }

    private boolean set(RepositoryRows rows, ImportedTag tag) {
        Map<Tag, Digest> brought = tables.imports.source(rows.name.value()).tags;
        Optional<Digest> before = Optional.ofNullable(brought.put(tag.tag(), tag.digest()));
        boolean changedThere = !before.equals(Optional.of(tag.digest()));
        boolean changedHere = !rows.tags.find(tag.tag()).equals(before);
        if (!changedThere || changedHere) {
            return false;
        }
        rows.tags.set(tag.tag(), tag.digest(), tag.updated());
        return true;
    }

    @Override
    public int retain(RepositoryName repository, ImportedNames present) {
        return tables.storeLock.write(() -> {
            ImportTables.Source source = tables.imports.source(repository.value());
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

    private int retainTags(RepositoryName repository, ImportTables.Source source, Set<Tag> present) {
        int removed = 0;
        for (Map.Entry<Tag, Digest> brought : Map.copyOf(source.tags).entrySet()) {
            Tag tag = brought.getKey();
            if (!present.contains(tag)) {
                source.tags.remove(tag);
                Optional<RepositoryRows> unchanged = tables.find(repository)
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
        boolean unsuspected = new HolderSearch(tables).isThere(thing)
                && tables.reviews.find(thing).isEmpty();
        if (unsuspected) {
            tables.reviews.put(thing, new PendingReview(tables.now(), ReviewReason.TAG_DELETED));
        }
        return unsuspected;
    }
}
