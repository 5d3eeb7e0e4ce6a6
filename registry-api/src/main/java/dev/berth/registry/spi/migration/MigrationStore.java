package dev.berth.registry.spi.migration;

/**
 * The bulk roles of a metadata store that supports imports and exports.
 *
 * <p>Each method of a role is atomic and may be repeated: existing content is not changed. Imported content keeps its
 * times and is not scheduled for review. An import never undoes a push, move or deletion made through the registry: it
 * changes only imported content that was not changed since.
 */
public interface MigrationStore {

    /** Imported content. */
    ImportedContentStore content();

    /** The imported sources and the state in which each was imported. */
    ImportProgressStore progress();

    /** The content of repositories for an export. */
    ExportStore exports();

    /** Runs of imports and exports, one at a time. */
    ImportRunStore runs();

    /** The takeover of a source whose registry has stopped. */
    TakeoverStore takeover();
}
