package dev.berth.registry.spi.maintenance;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How many objects await deletion.
 *
 * @param waiting how many, without those set aside
 * @param oldest since when the first of them does
 * @param setAside how many were given up
 */
public record DeletionBacklog(long waiting, Optional<Instant> oldest, long setAside) {

    /** Refuses null. */
    public DeletionBacklog {
        Objects.requireNonNull(oldest, "oldest");
    }
}
