package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The number and age of the pending deletions.
 *
 * @param waiting number of keys, without those set aside
 * @param oldest the time since which the oldest waits
 * @param setAside number of keys set aside
 */
public record DeletionBacklog(long waiting, Optional<Instant> oldest, long setAside) {

    /** Refuses null. */
    public DeletionBacklog {
        Objects.requireNonNull(oldest, "oldest");
    }
}
