package dev.berth.registry.spi.metadata;

import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.ReviewStore;

/**
 * Everything a registry knows but the bytes of its blobs: a directory of roles.
 *
 * <p>Each method of a role is one intention and atomic by itself; what it acknowledged survives a crash. Races between
 * nodes are decided here. Times come from the clock the store was made with.
 */
public interface MetadataStore {

    /** Which repositories there are. */
    RepositoryStore repositories();

    /** Manifests, their references and referrers. */
    ManifestStore manifests();

    /** Names of manifests. */
    TagStore tags();

    /** Which repository may read which blob. */
    BlobLinkStore blobLinks();

    /** Unfinished uploads. */
    UploadStore uploads();

    /** What may have become garbage. */
    ReviewStore reviews();

    /** Objects to delete. */
    DeletionStore deletions();

    /** Events that await delivery. */
    EventStore events();

    /** What a consistency check asks. */
    AuditStore audit();
}
