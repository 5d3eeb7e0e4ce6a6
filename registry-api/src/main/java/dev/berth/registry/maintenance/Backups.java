package dev.berth.registry.maintenance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Holds on deletions, so that the storage of a registry can be copied while it serves requests. A backup holds
 * deletions, backs up the database, copies the storage and releases its hold: then the copy has every object that the
 * database of the backup refers to. Reviews continue meanwhile; the objects that they release are deleted after the
 * last hold.
 *
 * <p>The caller is authorized. Every method throws {@link dev.berth.registry.RegistryException} with UNAVAILABLE when
 * the database does not answer. Safe for use by any number of threads.
 */
public interface Backups {
    /** The longest time of a hold: one that is never released ends by itself. */
    Duration LONGEST = Duration.ofDays(7);

    /**
     * Holds deletions of all nodes from the return of this call. A hold of this name that is in force continues, and
     * ends no earlier than before.
     *
     * @param name see {@link DeletionHold}
     * @param time positive, at most {@link #LONGEST}
     * @throws IllegalArgumentException for another name or time
     */
    DeletionHold hold(String name, Duration time);

    /**
     * Ends a hold. One that expired before has not protected the backup to its end.
     *
     * @return the hold; empty when there is none of this name
     */
    Optional<DeletionHold> release(String name);

    /** The holds that were not released, in force or expired, in the byte order of their names. */
    List<DeletionHold> holds();
}
