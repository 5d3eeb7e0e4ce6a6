package dev.berth.registry.spi.events;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.TagStore;
import dev.berth.registry.spi.metadata.UploadStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Events that await delivery: an outbox. They are recorded by the changes they tell of, in the same step: with {@link
 * ManifestStore#put}, {@link ManifestStore#delete}, {@link TagStore#delete}, {@link BlobLinkStore#mount}, {@link
 * BlobLinkStore#unlink} and {@link UploadStore#finish}, if and only if these change something or would have if it had not
 * been so already.
 *
 * <p>Events of one repository for one recipient stand in one lane, in the order in which their changes were acknowledged;
 * of two changes that exclude each other the one that won second stands second. A lane is handed out to one worker at a
 * time.
 */
public interface EventStore {

    /**
     * Hands out the oldest events of a lane that has some, is due and nobody has; of several the one that has been due
     * longest. Nobody else gets the lane before {@code lease} has passed or it is freed.
     *
     * @param most at least 1
     * @return empty when there is no such lane
     */
    Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) throws StoreException;

    /**
     * Forgets events that were delivered or are not to be delivered any more, and frees their lane, which is due at once.
     *
     * @return false when somebody else has the lane by now, who may deliver them again
     */
    boolean done(ClaimedEvents events) throws StoreException;

    /**
     * Frees a lane, whose events stay; it is due at {@code next}.
     *
     * @return false when somebody else has the lane by now
     */
    boolean retry(ClaimedEvents events, Instant next) throws StoreException;

    /**
     * Gives events of a claim up: they are never handed out again, and stay to be counted until they are dropped. The lane
     * stays claimed.
     */
    void setAside(ClaimedEvents events) throws StoreException;

    /**
     * Drops the oldest events of a recipient: those recorded before {@code before}, and those beyond the {@code keep}
     * newest. Repeated until it answers less than {@code most}, it bounds the outbox.
     *
     * @param keep how many to keep at most, at least 0
     * @param most how many to drop at most, at least 1
     * @return how many were dropped
     */
    int drop(String recipient, Instant before, long keep, int most) throws StoreException;

    /** How much awaits delivery to a recipient. */
    EventBacklog backlog(String recipient) throws StoreException;
}
