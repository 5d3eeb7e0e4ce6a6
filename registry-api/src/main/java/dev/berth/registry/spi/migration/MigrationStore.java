package dev.berth.registry.spi.migration;

/**
 * The bulk roles of a metadata store that takes imports in.
 *
 * <p>Each method of a role is atomic by itself and may be repeated: what is there already is left as it is. What an import
 * brings keeps its times, and is not scheduled for review. What was pushed, moved or deleted through the registry is never
 * undone: an import changes only what an import brought and nobody changed since.
 */
public interface MigrationStore {

    /** The content that imports bring. */
    ImportedContentStore content();

    /** What was imported, and as of which state of the source. */
    ImportProgressStore progress();

    /** Runs of imports, one at a time. */
    ImportRunStore runs();
}
