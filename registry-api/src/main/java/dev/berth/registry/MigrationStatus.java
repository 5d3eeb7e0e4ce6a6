package dev.berth.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run of an import.
 *
 * @param steps which it ran
 * @param noted when it last noted its counts
 * @param ended when it was done; empty when it runs or was interrupted
 * @param counts by name
 * @param findings the first 1,000
 */
public record MigrationStatus(
        String steps,
        Instant started,
        Instant noted,
        Optional<Instant> ended,
        Map<String, Long> counts,
        List<MigrationFinding> findings) {

    /** Copies the collections. */
    public MigrationStatus {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }
}
