package dev.berth.registry.jdbi.migration;

import dev.berth.registry.jdbi.sql.Database;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.ImportRunStore;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.migration.TakeoverStore;

/** The bulk roles an import writes through. */
public final class ImportRows implements MigrationStore {
    private final ImportedContentStore content;
    private final ImportProgressStore progress;
    private final ExportStore exports;
    private final ImportRunStore runs;
    private final TakeoverStore takeover;

    public ImportRows(Database database) {
        ImportItems items = new ImportItems();
        content = new ImportedContentRows(database, items);
        progress = new ImportProgressRows(database, items);
        exports = new ExportRows(database, items);
        runs = new ImportRunRows(database);
        takeover = new TakeoverRows(database);
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
    public ExportStore exports() {
        return exports;
    }

    @Override
    public ImportRunStore runs() {
        return runs;
    }

    @Override
    public TakeoverStore takeover() {
        return takeover;
    }
}
