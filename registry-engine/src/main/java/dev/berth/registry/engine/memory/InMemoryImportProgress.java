package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.StoredCounts;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The progress of imports into a {@link MemoryTables}. */
final class InMemoryImportProgress implements ImportProgressStore {
    private final MemoryTables tables;

    InMemoryImportProgress(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Fingerprints> find(String source) {
        return tables.storeLock.read(() -> tables.imports.sources.find(source).map(rows -> rows.fingerprints));
    }

    @Override
    public void conclude(String source, Fingerprints fingerprints) {
        tables.storeLock.write(() -> tables.imports.source(source).fingerprints = fingerprints);
    }

    @Override
    public Page<String> sources(PageRequest page) {
        return tables.storeLock.read(() -> tables.imports.sources.namesPage(page));
    }

    @Override
    public Set<Digest> manifests(RepositoryName repository) {
        return tables.storeLock.read(() -> tables.imports
                .sources
                .find(repository.value())
                .map(source -> Set.copyOf(source.manifests))
                .orElse(Set.of()));
    }

    @Override
    public StoredCounts counts() {
        return tables.storeLock.read(() -> {
            Collection<RepositoryRows> all = tables.repositories.all();
            return new StoredCounts(
                    all.size(),
                    all.stream().mapToLong(rows -> rows.manifests.size()).sum(),
                    all.stream().mapToLong(rows -> rows.tags.names().size()).sum(),
                    all.stream().mapToLong(rows -> rows.links.digests().size()).sum(),
                    StreamSupport.stream(tables.blobs.digests().spliterator(), false)
                            .count());
        });
    }
}
