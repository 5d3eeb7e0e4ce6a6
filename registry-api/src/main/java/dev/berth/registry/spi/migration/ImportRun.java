package dev.berth.registry.spi.migration;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of an import.
 *
 * @param steps what it does, for a person
 * @param noted when its counts were noted last
 * @param ended when it was done; empty when it runs or was interrupted
 * @param counts by name
 */
public record ImportRun(
        long run, String steps, Instant started, Instant noted, Optional<Instant> ended, Map<String, Long> counts) {

    /** Copies the counts. */
    public ImportRun {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(noted, "noted");
        Objects.requireNonNull(ended, "ended");
        counts = Map.copyOf(counts);
    }
}
