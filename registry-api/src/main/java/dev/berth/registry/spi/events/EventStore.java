package dev.berth.registry.spi.events;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.TagStore;
import dev.berth.registry.spi.metadata.UploadStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The outbox: events that await delivery. Each change records its events in the same step: {@link ManifestStore#put},
 * {@link ManifestStore#delete}, {@link TagStore#delete}, {@link BlobLinkStore#mount}, {@link BlobLinkStore#unlink} and
 * {@link UploadStore#finish}, whenever the call succeeds, even if it changed nothing because the state was already so.
 *
 * <p>Events of one repository for one recipient are in one lane, in the order in which their changes took effect. A
 * lane is claimed by one worker at a time.
 */
public interface EventStore {

    /**
     * Claims the oldest events of a lane that is due and unclaimed; of several lanes, the one due longest. No other
     * worker can claim the lane until {@code lease} has passed or it is released.
     *
     * @param most at least 1
     * @return empty when there is no such lane
     */
    Optional<ClaimedEvents> claim(String recipient, int most, Duration lease) throws StoreException;

    /**
     * Removes events that were delivered or set aside, and releases their lane, which is due immediately.
     *
     * @return false when another worker has claimed the lane meanwhile and may deliver them again
     */
    boolean done(ClaimedEvents events) throws StoreException;

    /**
     * Releases a lane and keeps its events; it is due at {@code next}.
     *
     * @return false when another worker has claimed the lane meanwhile
     */
    boolean retry(ClaimedEvents events, Instant next) throws StoreException;

    /**
     * Sets events of a claim aside: they are not handed out again unless they are {@link SetAsideEventStore#resend
     * resent}, and stay until they are dropped or {@link SetAsideEventStore#discard discarded}. The lane stays claimed.
     *
     * @param refusals the refusals by event id, to be listed with the events; an event may have none
     */
    void setAside(ClaimedEvents events, Map<Long, String> refusals) throws StoreException;

    /**
     * Drops the oldest events of a recipient: those recorded before {@code before}, and those beyond the {@code keep}
     * newest. Repeated until it returns less than {@code most}, it bounds the outbox.
     *
     * @param keep the greatest number to keep, at least 0
     * @param most the greatest number to drop, at least 1
     * @return the number dropped
     */
    int drop(String recipient, Instant before, long keep, int most) throws StoreException;

    /** The number and age of the events that await delivery to a recipient. */
    EventBacklog backlog(String recipient) throws StoreException;

    /** The events that were set aside. */
    SetAsideEventStore setAsideEvents();
}
