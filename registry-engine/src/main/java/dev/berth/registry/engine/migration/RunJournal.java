package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records the progress of a run, about once a second. Safe for use by several threads. */
final class RunJournal {
    private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

    private final ImportClaim claim;
    private final RunResults results;
    private final Retries retries;
    private final Clock clock;
    private Instant noteDue = Instant.MIN;

    RunJournal(ImportClaim claim, RunResults results, Retries retries, Clock clock) {
        this.claim = claim;
        this.results = results;
        this.retries = retries;
        this.clock = clock;
    }

    /** Records the progress if it is time to. */
    void progress() throws StoreException {
        if (isNoteDue()) {
            note(false);
        }
    }

    /** Records the end; a run that database or storage disturbed is not complete. */
    void end() throws StoreException {
        note(!results.has(MigrationReason.STORE_FAILED));
    }

    private synchronized boolean isNoteDue() {
        Instant now = clock.instant();
        boolean due = !now.isBefore(noteDue);
        noteDue = due ? now.plus(NOTED_EVERY) : noteDue;
        return due;
    }

    private void note(boolean complete) throws StoreException {
        List<ImportFinding> findings = results.unrecorded();
        retries.call(() -> {
            if (!findings.isEmpty()) {
                claim.record(findings);
            }
            return findings;
        });
        retries.call(() -> {
            claim.note(results.counts().asMap(), complete);
            return findings;
        });
        results.publish();
    }
}
