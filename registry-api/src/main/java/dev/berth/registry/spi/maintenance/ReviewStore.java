package dev.berth.registry.spi.maintenance;

import dev.berth.registry.maintenance.CollectionForecast;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.maintenance.UnreferencedManifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reviews of content that may be unreferenced. Each change that can leave content unreferenced schedules its review in
 * the same step: an upload, a mount, a put without a tag, the deletion or move of a tag, the deletion of a manifest,
 * link or repository.
 *
 * <p>Content has at most one pending review, dated from the last time it lost a holder or was touched. Collection
 * releases further content, whose review inherits the time and reason of its holder, so that depth adds no delay. A
 * later touch or a later reason takes precedence.
 */
public interface ReviewStore {

    /**
     * Decides due reviews of one kind, the oldest first. Unreferenced content is removed with its dependent rows; the
     * key of a removed blob awaits deletion. The review of referenced content ends. Content that another transaction is
     * changing may be skipped; this call does not wait for it.
     *
     * <p>A concurrent change that relies on content under decision either keeps it or fails because it is gone; no such
     * change is acknowledged wrongly.
     *
     * @param most the greatest number to decide, at least 1
     */
    ReviewBatch review(Reviewable.Kind kind, ReviewDelays delays, int most) throws StoreException;

    /** The time at which the next review of a kind is due, possibly past; empty when none is pending. */
    Optional<Instant> next(Reviewable.Kind kind, ReviewDelays delays) throws StoreException;

    /** The pending reviews, by kind and reason. */
    List<ReviewBacklog> backlog() throws StoreException;

    /**
     * The bytes of the blobs that reviews would free, by the hour of the last decision that each needs, when nothing
     * changes meanwhile. Content released by a review is followed from manifests to what they list and need, and from
     * links to blobs; not through indexes of indexes that have no pending review.
     *
     * @param kinds the kinds that are reviewed
     * @param most the greatest number of pending reviews of each kind to examine, the first due first
     */
    CollectionForecast forecast(Set<Reviewable.Kind> kinds, ReviewDelays delays, int most) throws StoreException;

    /**
     * The reason why content is retained.
     *
     * @param holders the greatest number of holders to return
     * @return empty when it does not exist
     */
    Optional<RetentionStatus> retention(Reviewable thing, int holders) throws StoreException;

    /**
     * The manifests of a repository without a holder that have a pending review, in the byte order of their
     * digests. The work grows with the number of manifests of the repository.
     */
    Page<UnreferencedManifest> unreferenced(RepositoryName repository, PageRequest page) throws StoreException;

    /**
     * Schedules a review as of now, unless one is pending.
     *
     * @return true when the content exists and had no pending review
     */
    boolean schedule(Reviewable thing) throws StoreException;
}
