package dev.berth.registry.spi.migration;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of an import.
 *
 * @param steps a description of its steps for the operator
 * @param noted the time of the last update of its counts
 * @param ended the time of its end; empty while it runs or after an interruption
 * @param active true while it is claimed by a live process
 * @param counts by name
 */
public record ImportRun(
        long run,
        String steps,
        Instant started,
        Instant noted,
        Optional<Instant> ended,
        boolean active,
        Map<String, Long> counts) {

    /** Copies the counts. */
    public ImportRun {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(noted, "noted");
        Objects.requireNonNull(ended, "ended");
        counts = Map.copyOf(counts);
    }
}
