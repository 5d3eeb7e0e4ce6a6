package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.RepositoryRows.DeletedRow;
import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.DeletedManifestStore;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** The manifests of a {@link MemoryTables}. */
final class InMemoryManifests implements ManifestStore {
    private final MemoryTables tables;

    InMemoryManifests(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<StoredManifest> find(RepositoryName repository, Reference reference) {
        return tables.storeLock.read(() -> tables.find(repository).flatMap(rows -> find(rows, reference)));
    }

    private static Optional<StoredManifest> find(RepositoryRows rows, Reference reference) {
        Optional<Digest> digest = reference instanceof Tag tag ? rows.tags.find(tag) : Optional.of((Digest) reference);
        return digest.map(rows.manifests::get).map(ManifestRow::stored);
    }

    @Override
    public boolean touch(RepositoryName repository, Digest digest) {
        return tables.storeLock.write(
                () -> tables.find(repository).map(rows -> rows.touch(digest)).orElse(false));
    }

    @Override
    public PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException {
        return tables.storeLock.writeOrRefuse(() -> {
            tables.requireOpen(repository);
            Optional<PutOutcome> refusal = refusal(repository, manifest);
            if (refusal.isEmpty()) {
                tables.findOrCreate(repository).put(manifest);
                tables.report(repository, manifest.events());
            }
            return refusal.orElseGet(PutOutcome.Stored::new);
        });
    }

    private Optional<PutOutcome> refusal(RepositoryName repository, NewManifest manifest) {
        RepositoryRows rows = tables.find(repository).orElseGet(() -> new RepositoryRows(repository, tables));
        if (manifest.missing() == MissingReferences.REFUSE) {
            SortedSet<Digest> missing = rows.missing(manifest.references());
            if (!missing.isEmpty()) {
                return Optional.of(new PutOutcome.Missing(missing));
            }
        }
        Set<ManifestReference> contradicted = rows.contradicted(manifest.references());
        if (!contradicted.isEmpty()) {
            return Optional.of(new PutOutcome.Contradicted(contradicted));
        }
        SortedSet<Tag> taken = rows.taken(manifest);
        return taken.isEmpty() ? Optional.empty() : Optional.of(new PutOutcome.Immutable(taken));
    }

    @Override
    public DeleteOutcome delete(RepositoryName repository, Digest digest, List<NewEvent> events) {
        return tables.storeLock.write(() -> {
            Optional<RepositoryRows> rows =
                    tables.find(repository).filter(there -> there.manifests.containsKey(digest));
            if (rows.isEmpty()) {
                return DeleteOutcome.UNKNOWN;
            }
            if (rows.get().references.isListed(digest)) {
                return DeleteOutcome.REFERENCED;
            }
            rows.get().deleteManifest(digest, tables.reviews.lost(tables.now(), ReviewReason.MANIFEST_DELETED));
            tables.report(repository, events);
            return DeleteOutcome.DELETED;
        });
    }

    @Override
    public Page<Descriptor> referrers(
            RepositoryName repository, Digest subject, Optional<MediaType> artifactType, PageRequest page) {
        return tables.storeLock.read(() -> tables.find(repository)
                .map(rows -> rows.referrers(subject)
                        .page(
                                page,
                                referrer -> artifactType.isEmpty()
                                        || referrer.artifactType().equals(artifactType)))
                .orElseGet(() -> new Page<>(List.of(), false)));
    }

    /** The deleted manifests of the same tables. */
    DeletedManifestStore deleted() {
        return new Deleted(tables);
    }

    private record Deleted(MemoryTables tables) implements DeletedManifestStore {
        @Override
        public Optional<Page<Manifest.Deleted>> list(RepositoryName repository, PageRequest page) {
            return tables.storeLock.read(() -> tables.find(repository)
                    .map(rows -> rows.deleted
                            .page(
                                    page,
                                    row -> !rows.manifests.containsKey(
                                            row.manifest().digest()))
                            .map(DeletedRow::shown)));
        }

        @Override
        public Optional<Manifest> find(RepositoryName repository, Digest digest) {
            return tables.storeLock.read(() -> tables.find(repository)
                    .flatMap(rows -> rows.deleted.find(digest.toString()))
                    .map(DeletedRow::manifest));
        }

        @Override
        public Page<Tag> tags(RepositoryName repository, Digest digest, PageRequest page) {
            String last = page.last().orElse("");
            return tables.storeLock.read(() -> Page.ofFetched(
                    tables.find(repository).stream()
                            .flatMap(rows -> rows.deleted.find(digest.toString()).stream()
                                    .flatMap(row -> rows.tags.deletedWith(row)))
                            .filter(tag -> tag.value().compareTo(last) > 0)
                            .limit(page.limit() + 1L)
                            .toList(),
                    page.limit()));
        }

        @Override
        public int forget(Instant before, int most) {
            return tables.storeLock.write(() -> {
                List<SortedRows<DeletedRow>> all = tables.repositories.all().stream()
                        .map(rows -> rows.deleted)
                        .toList();
                int forgotten = 0;
                for (SortedRows<DeletedRow> rows : all) {
                    forgotten += forget(rows, before, most - forgotten);
                }
                return forgotten;
            });
        }

        private static int forget(SortedRows<DeletedRow> rows, Instant before, int most) {
            List<DeletedRow> old = rows.all().stream()
                    .filter(row -> row.time().isBefore(before))
                    .limit(most)
                    .toList();
            old.forEach(row -> rows.remove(row.manifest().digest().toString()));
            return old.size();
        }
    }
}
