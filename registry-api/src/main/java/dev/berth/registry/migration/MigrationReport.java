package dev.berth.registry.migration;

import java.util.List;
import java.util.Map;

/**
 * The outcome of an import.
 *
 * @param reasons the number of findings for each reason
 * @param findings the first 10,000 of them
 */
public record MigrationReport(
        MigrationCounts counts, Map<MigrationReason, Long> reasons, List<MigrationFinding> findings) {

    /** Copies the collections. */
    public MigrationReport {
        reasons = Map.copyOf(reasons);
        findings = List.copyOf(findings);
    }

    /** True when nothing was left out. */
    public boolean isComplete() {
        return reasons.keySet().stream().noneMatch(MigrationReason::isSkipped);
    }
}
