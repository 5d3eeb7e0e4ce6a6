package dev.berth.registry.migration;

import dev.berth.registry.migration.MigrationRequest.Steps;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A recorded run of an import or takeover.
 *
 * @param number greater than those of earlier runs
 * @param steps the steps it takes, which are not {@link Steps#ALL}
 * @param ended the time of its end; empty while it runs and when it failed
 * @param failure the reason why it did not end; empty when it ended or is active
 * @param counts by name
 */
public record MigrationRun(
        long number,
        Set<Steps> steps,
        Instant started,
        Optional<Instant> ended,
        Optional<String> failure,
        Map<String, Long> counts) {

    /** Copies the collections. */
    public MigrationRun {
        steps = Set.copyOf(steps);
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(ended, "ended");
        Objects.requireNonNull(failure, "failure");
        counts = Map.copyOf(counts);
    }
}
