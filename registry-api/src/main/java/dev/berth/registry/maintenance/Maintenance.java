package dev.berth.registry.maintenance;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Maintenance of a registry, while it serves requests or not. The caller is authorized. Every method throws {@link
 * dev.berth.registry.RegistryException}: UNAVAILABLE when a store does not answer, UNSUPPORTED for {@link #collect},
 * {@link #check} and {@link #repair} without storage. Safe for use by any number of threads.
 */
public interface Maintenance {

    /** The pending work of collection; walks its queues. */
    CollectionStatus backlog();

    /** The bytes that collection will free, by hour; examines at most 10,000 pending reviews of each kind. */
    CollectionForecast forecast();

    /**
     * Uploads in progress in the order of their expiry.
     *
     * @param after the position of the last one of the page before
     * @param most the greatest number of uploads, at least 1
     */
    Page<UploadProgress> uploads(Optional<UploadProgress.Position> after, int most);

    /** The events that were not delivered, for each recipient; counts them. */
    List<RecipientBacklog> recipients();

    /**
     * Figures of the registry as a whole by day, in order, both days included. Days without a figure are absent; those
     * of an earlier time are removed, after 400 days by default.
     */
    List<DailyFigures> days(LocalDate first, LocalDate last);

    /** The objects whose deletion was given up after too many failures, in the byte order of their keys. */
    Page<StorageKey> failedDeletions(PageRequest page);

    /**
     * The retention of the content that a reference names in a repository, as a manifest or as a blob: its holders, or
     * the time of its deletion. Empty when it has neither.
     */
    List<RetentionStatus> explain(RepositoryName repository, Reference reference);

    /** The retention of the content of a digest: the blob and its first links, and the first manifests. */
    List<RetentionStatus> explain(Digest digest);

    /**
     * The manifests of a repository without a holder that await their review, in the byte order of their
     * digests; none of an unknown repository. The work grows with the number of manifests of the repository.
     */
    Page<UnreferencedManifest> unreferenced(RepositoryName repository, PageRequest page);

    /** The earliest time at which a review is decided, possibly past. */
    Instant due(PendingReview review);

    /** Collects everything that is due, without rests; completed batches stay done when it fails. */
    CollectionReport collect(CollectionRequest request, CollectionProgress progress);

    /** Compares the database with storage and checks both; changes nothing. */
    AuditReport check(AuditRequest request, AuditProgress progress);

    /**
     * Repairs without a risk for content: unknown objects are queued for deletion, unreferenced content is scheduled
     * for review, abandoned uploads are removed. Blobs whose bytes are missing or changed are marked as
     * lost, so that clients push them again. With the database of another storage
     * every object is unknown: see {@link AuditReport#isMostlyUnknown}.
     */
    RepairReport repair(AuditReport found);
}
