package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.ImportRunStore;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.MigrationStore;

/** The bulk roles of a {@link Ledger}. */
final class InMemoryMigration implements MigrationStore {
    private final ImportedContentStore content;
    private final ImportProgressStore progress;
    private final ImportRunStore runs;

    InMemoryMigration(Ledger ledger) {
        content = new InMemoryImportedContent(ledger);
        progress = new InMemoryImportProgress(ledger);
        runs = new InMemoryImportRuns(ledger);
    }

    @Override
    public ImportedContentStore content() {
        return content;
    }

    @Override
    public ImportProgressStore progress() {
        return progress;
    }

    @Override
    public ImportRunStore runs() {
        return runs;
    }
}
