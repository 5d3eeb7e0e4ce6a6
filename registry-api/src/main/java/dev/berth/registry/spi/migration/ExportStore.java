package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;

/**
 * The content of repositories in bulk, and the record of the content that a source has in common with its repository.
 * Pages are empty when there is no such repository.
 */
public interface ExportStore {

    /**
     * Manifests in byte order of the wire form of their digests.
     *
     * @param page {@code last} is the wire form of a digest
     */
    Page<Digest> manifests(RepositoryName repository, PageRequest page) throws StoreException;

    /**
     * Linked blobs in byte order of the wire form of their digests.
     *
     * @param page {@code last} is the wire form of a digest
     */
    Page<AuditedBlob> blobs(RepositoryName repository, PageRequest page) throws StoreException;

    /** Tags in byte order. */
    Page<ImportedTag> tags(RepositoryName repository, PageRequest page) throws StoreException;

    /** The content imported from the source of this name, or exported to it. */
    ImportedItems items(RepositoryName repository) throws StoreException;

    /**
     * Records content that is at the source now as if it had been imported from there: later imports do not bring it
     * again, and apply its deletion.
     *
     * @param gone content that is no longer at the source; of a tag, only its name counts
     */
    void record(RepositoryName repository, ImportedItems present, ImportedItems gone) throws StoreException;
}
