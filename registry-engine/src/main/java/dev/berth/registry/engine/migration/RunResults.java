package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationCounts;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.spi.migration.ImportFinding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counts and findings of a run. Safe for use by several threads. */
final class RunResults {
    private static final int MAX_FINDINGS = 10_000;

    final LongAdder repositories = new LongAdder();
    final LongAdder unchanged = new LongAdder();
    final LongAdder manifests = new LongAdder();
    final LongAdder tags = new LongAdder();
    final LongAdder links = new LongAdder();
    final LongAdder blobs = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder removed = new LongAdder();
    final LongAdder reviewed = new LongAdder();
    private final MigrationListener listener;
    private final List<MigrationFinding> findings = new ArrayList<>();
    private final Map<MigrationReason, Long> reasons = new EnumMap<>(MigrationReason.class);
    private List<ImportFinding> unrecorded = new ArrayList<>();

    RunResults(MigrationListener listener) {
        this.listener = listener;
    }

    void found(MigrationReason reason, String repository, String item, String detail) {
        MigrationFinding finding = new MigrationFinding(reason, repository, item, detail);
        listener.found(finding);
        synchronized (this) {
            reasons.merge(reason, 1L, Long::sum);
            if (findings.size() < MAX_FINDINGS) {
                findings.add(finding);
                unrecorded.add(new ImportFinding(reason.name(), repository, item, detail));
            }
        }
    }

    /** True when there is a finding for this reason. */
    synchronized boolean has(MigrationReason reason) {
        return reasons.containsKey(reason);
    }

    /** The findings that were not handed over yet. */
    synchronized List<ImportFinding> unrecorded() {
        List<ImportFinding> taken = unrecorded;
        unrecorded = new ArrayList<>();
        return taken;
    }

    void publish() {
        listener.progress(counts());
    }

    MigrationCounts counts() {
        return new MigrationCounts(
                repositories.sum(),
                unchanged.sum(),
                manifests.sum(),
                tags.sum(),
                links.sum(),
                blobs.sum(),
                bytes.sum(),
                removed.sum(),
                reviewed.sum(),
                skipped());
    }

    private synchronized long skipped() {
        return reasons.entrySet().stream()
                .filter(reason -> reason.getKey().isSkipped())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    MigrationReport report() {
        MigrationCounts counts = counts();
        synchronized (this) {
            return new MigrationReport(counts, reasons, findings);
        }
    }
}
