package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportProgressStore;
import java.util.Optional;
import java.util.Set;

/** What was imported to a {@link Ledger}. */
final class InMemoryImportProgress implements ImportProgressStore {
    private final Ledger ledger;

    InMemoryImportProgress(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<Fingerprints> find(String source) {
        return ledger.guard.read(() -> ledger.imports.sources.find(source).map(rows -> rows.fingerprints));
    }

    @Override
    public void conclude(String source, Fingerprints fingerprints) {
        ledger.guard.write(() -> ledger.imports.source(source).fingerprints = fingerprints);
    }

    @Override
    public Page<String> sources(PageRequest page) {
        return ledger.guard.read(() -> ledger.imports.sources.namesPage(page));
    }

    @Override
    public Set<Digest> manifests(RepositoryName repository) {
        return ledger.guard.read(() -> ledger.imports
                .sources
                .find(repository.value())
                .map(source -> Set.copyOf(source.manifests))
                .orElse(Set.of()));
    }
}
