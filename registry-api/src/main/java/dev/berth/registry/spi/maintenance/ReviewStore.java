package dev.berth.registry.spi.maintenance;

import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may have become garbage. Whatever makes something that may be garbage puts it under review in the same step: an
 * upload, a mount, a put without a tag, a tag that goes or moves, a manifest, link or repository that goes.
 *
 * <p>A thing is under review once at most, since the last time it lost something or was touched. What a collector removes
 * lets go of other things; they come under review as of the time and for the reason of what held them, so that depth
 * adds no delay: unless they were touched, or suspected for another reason, later than that.
 */
public interface ReviewStore {

    /**
     * Decides things of one kind whose review is due, those that have waited longest first. What nothing holds is removed
     * with what belongs to it; the key of a removed blob awaits deletion. What is held is not under review any more. What
     * somebody else is changing at the moment may be left for later; it is never waited for.
     *
     * <p>Whoever relies on a thing while it is decided either keeps it or finds it gone, and is told so before anything is
     * acknowledged.
     *
     * @param most at least 1; how many to decide at most
     */
    ReviewBatch review(Reviewable.Kind kind, ReviewDelays delays, int most) throws StoreException;

    /** When the next review of a kind is due, be it past; empty when there is none. */
    Optional<Instant> next(Reviewable.Kind kind, ReviewDelays delays) throws StoreException;

    /** What awaits its review, by kind and reason. */
    List<ReviewBacklog> backlog() throws StoreException;

    /**
     * Why a thing is still there.
     *
     * @param holders how many of its holders to name at most
     * @return empty when it is not there
     */
    Optional<RetentionStatus> retention(Reviewable thing, int holders) throws StoreException;

    /**
     * Puts a thing under review, as of now, unless it is already.
     *
     * @return whether it is there and was not under review
     */
    boolean suspect(Reviewable thing) throws StoreException;
}
