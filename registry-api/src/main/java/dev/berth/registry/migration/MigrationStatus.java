package dev.berth.registry.migration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run of an import.
 *
 * @param steps a description of its steps for the operator
 * @param noted the time of the last update of its counts
 * @param ended the time of its end; empty while it runs or after an interruption
 * @param active true while it runs; false after its end or an interruption, and for a takeover, which servers do
 * @param counts by name
 * @param findings the first 1,000
 */
public record MigrationStatus(
        String steps,
        Instant started,
        Instant noted,
        Optional<Instant> ended,
        boolean active,
        Map<String, Long> counts,
        List<MigrationFinding> findings) {

    /** Copies the collections. */
    public MigrationStatus {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
    }
}
