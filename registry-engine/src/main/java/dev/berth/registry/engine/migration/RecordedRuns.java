package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.migration.MigrationRun;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportRun;
import dev.berth.registry.spi.migration.ImportRunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The recorded runs of imports. Exports and the end of a move are recorded beside them and are not imports. */
final class RecordedRuns {
    private static final int READ_FINDINGS = 1_000;
    private static final int READ_RUNS = 1_000;
    private static final String INTERRUPTED = "the run was interrupted";

    private final ImportRunStore runs;

    RecordedRuns(ImportRunStore runs) {
        this.runs = runs;
    }

    /** The last runs, the last one first. */
    List<MigrationRun> list(int most) throws StoreException {
        List<MigrationRun> imports = new ArrayList<>();
        for (ImportRun run : runs.recent(most)) {
            Set<Steps> steps = steps(run.steps());
            if (!steps.isEmpty()) {
                imports.add(new MigrationRun(run.run(), steps, run.started(), run.ended(), failure(run), run.counts()));
            }
        }
        return List.copyOf(imports);
    }

    /**
     * True from the end of a move until an export of everything has ended: what the old registry has and this one has
     * not was deleted here, or left out for good.
     */
    boolean isSourceOwned() throws StoreException {
        for (ImportRun run : runs.recent(READ_RUNS)) {
            boolean ended = run.ended().isPresent();
            if (ended && run.steps().equals(MigrationEngine.EXPORT)) {
                return false;
            }
            if (ended && run.steps().equals(MigrationEngine.FINISH)) {
                return true;
            }
        }
        return false;
    }

    /** The steps of a run by its description, which ends in the pattern of the repositories, if there is one. */
    private static Set<Steps> steps(String description) {
        return switch (description.split(" ", 2)[0]) {
            case "ONE" -> Set.of(Steps.ONE);
            case "TWO" -> Set.of(Steps.TWO);
            case "THREE" -> Set.of(Steps.THREE);
            case "ALL" -> Set.of(Steps.ONE, Steps.TWO, Steps.THREE);
            case MigrationEngine.FOLLOW, MigrationEngine.TAKEOVER -> Set.of(Steps.ONE, Steps.TWO);
            default -> Set.of();
        };
    }

    /** A run that a failure of a store disturbed has a finding of it. Servers do a takeover, in no run of a process. */
    private Optional<String> failure(ImportRun run) throws StoreException {
        if (run.ended().isPresent() || run.active() || run.steps().equals(MigrationEngine.TAKEOVER)) {
            return Optional.empty();
        }
        Optional<String> failed = runs.findings(run.run(), READ_FINDINGS).stream()
                .filter(finding -> finding.reason().equals(MigrationReason.STORE_FAILED.name()))
                .map(ImportFinding::detail)
                .findFirst();
        return Optional.of(failed.orElse(INTERRUPTED));
    }
}
