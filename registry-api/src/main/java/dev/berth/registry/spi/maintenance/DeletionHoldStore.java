package dev.berth.registry.spi.maintenance;

import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds on deletions. While one is in force, {@link DeletionStore#claim} has no keys. A key that was claimed before is
 * no longer in any state of the database that begins after the hold.
 */
public interface DeletionHoldStore {
    /** An expired hold is forgotten after this time, when another is placed. */
    Duration REMEMBERED = Duration.ofDays(30);

    /**
     * Places a hold, or prolongs the one of this name that is in force: it keeps its begin and the later end.
     *
     * @param name see {@link DeletionHold}
     * @param time the time from now until it expires
     */
    DeletionHold hold(String name, Duration time) throws StoreException;

    /** Removes a hold, in force or expired. */
    Optional<DeletionHold> release(String name) throws StoreException;

    /** All holds, in force or expired, in the byte order of their names. */
    List<DeletionHold> list() throws StoreException;
}
