package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.ImportRunStore;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.MigrationStore;

/** The bulk roles of a {@link MemoryTables}. */
final class InMemoryMigration implements MigrationStore {
    private final ImportedContentStore content;
    private final ImportProgressStore progress;
    private final ImportRunStore runs;

    InMemoryMigration(MemoryTables tables) {
        content = new InMemoryImportedContent(tables);
        progress = new InMemoryImportProgress(tables);
        runs = new InMemoryImportRuns(tables);
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
