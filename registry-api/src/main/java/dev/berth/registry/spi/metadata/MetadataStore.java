package dev.berth.registry.spi.metadata;

import dev.berth.registry.spi.Store;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.maintenance.AuditStore;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.maintenance.DeletionStore;
import dev.berth.registry.spi.maintenance.ReviewStore;

/**
 * The metadata of a registry, everything except the bytes of its blobs, as a directory of roles.
 *
 * <p>Each method of a role is one atomic and durable step. The store resolves races between nodes. Times come from the
 * clock given to the store.
 */
public interface MetadataStore extends Store {

    /** The repositories. */
    RepositoryStore repositories();

    /** Manifests, their references and referrers. */
    ManifestStore manifests();

    /** The tags of repositories. */
    TagStore tags();

    /** Tags that were deleted and can come back. */
    DeletedTagStore deletedTags();

    /** Manifests that were deleted and can come back. */
    DeletedManifestStore deletedManifests();

    /** The links between repositories and blobs. */
    BlobLinkStore blobLinks();

    /** Reads of content by digest that may lag behind; exact unless the store says otherwise. */
    default ContentReads reads() {
        return ContentReads.exact(manifests(), blobLinks());
    }

    /** Unfinished uploads. */
    UploadStore uploads();

    /** Blobs without their bytes. */
    LostBlobStore lostBlobs();

    /** Reviews of content that may be unreferenced. */
    ReviewStore reviews();

    /** Objects to delete. */
    DeletionStore deletions();

    /** Holds on the deletion of objects. */
    DeletionHoldStore deletionHolds();

    /** Events that await delivery. */
    EventStore events();

    /** Answers to questions about the content of repositories. */
    InsightStore insights();

    /** Figures of the registry as a whole by day. */
    DailyFigureStore dailyFigures();

    /** The queries of a consistency check. */
    AuditStore audit();
}
