package dev.berth.registry.launcher.report;

import dev.berth.registry.migration.MigrationCounts;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The outcome of an import or a verification, for a person or a program.
 *
 * @param rows the number of rows of the database by name; empty when they were not counted
 */
public record ImportReport(MigrationReport report, Map<String, Long> rows) {
    private static final int SHOWN = 50;

    /** The first findings, the number of each reason, and the counts. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        report.findings().stream().limit(SHOWN).map(ImportReport::line).forEach(lines::add);
        if (report.findings().size() > SHOWN) {
            lines.add("... (all of them with --json or --report)");
        }
        new TreeMap<>(report.reasons()).forEach((reason, count) -> lines.add(String.format("%-22s %d", reason, count)));
        lines.add(line(report.counts()));
        if (!rows.isEmpty()) {
            lines.add("rows of the database: " + line(rows));
        }
        return lines;
    }

    /** Counts by name in one line. */
    public static String line(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The counts beside a bar of repositories. */
    public static String shortLine(MigrationCounts counts) {
        return counts.manifests() + " manifests, " + counts.tags() + " tags, " + counts.blobs() + " blobs, "
                + counts.skipped() + " skipped";
    }

    private static String line(MigrationFinding finding) {
        return finding.reason() + ": " + (finding.repository() + " " + finding.item()).strip() + ": "
                + finding.detail();
    }

    /** The counts in one line. */
    public static String line(MigrationCounts counts) {
        return ReportText.of(counts.repositories(), "repository", "repositories") + " (" + counts.unchanged()
                + " unchanged), "
                + ReportText.of(counts.manifests(), "manifest", "manifests") + ", "
                + ReportText.of(counts.tags(), "tag", "tags") + ", "
                + ReportText.of(counts.links(), "link", "links") + ", "
                + ReportText.of(counts.blobs(), "blob", "blobs") + " of " + counts.bytes() + " bytes, "
                + counts.removed() + " removed, " + counts.skipped() + " skipped";
    }

    /** All of it by name. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("complete", report.isComplete());
        map.put("counts", report.counts().asMap());
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (MigrationReason reason : MigrationReason.values()) {
            Long count = report.reasons().get(reason);
            if (count != null) {
                reasons.put(reason.name(), count);
            }
        }
        map.put("reasons", reasons);
        if (!rows.isEmpty()) {
            map.put("rows", rows);
        }
        map.put("findings", report.findings().stream().map(ImportReport::asMap).toList());
        return map;
    }

    /** A finding by its members' names. */
    public static Map<String, Object> asMap(MigrationFinding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reason", finding.reason().name());
        map.put("repository", finding.repository());
        map.put("item", finding.item());
        map.put("detail", finding.detail());
        return map;
    }

    /** The run that began last, for a person. */
    public static List<String> lines(Optional<MigrationStatus> status) {
        if (status.isEmpty()) {
            return List.of("no import has run yet");
        }
        MigrationStatus run = status.get();
        List<String> lines = new ArrayList<>();
        run.findings().stream().limit(SHOWN).map(ImportReport::line).forEach(lines::add);
        lines.add("steps: " + run.steps().toLowerCase(Locale.ROOT) + ", began " + ReportText.of(run.started()));
        new TreeMap<>(run.counts()).forEach((name, count) -> lines.add(String.format("%-12s %d", name, count)));
        lines.add(run.ended().map(end -> "ended " + ReportText.of(end)).orElseGet(() -> "not ended"));
        lines.add((run.active() ? "running" : "not running") + "; last update at " + ReportText.of(run.noted()));
        rate(run).ifPresent(rate -> lines.add(rate + " manifests a second since the beginning"));
        return lines;
    }

    /** Empty for a run that is over, whose waiting time counts for nothing. */
    private static Optional<Long> rate(MigrationStatus run) {
        Optional<Long> manifests = Optional.ofNullable(run.counts().get("manifests"));
        long seconds = Math.max(1, Duration.between(run.started(), run.noted()).toSeconds());
        return manifests.filter(count -> run.active()).map(count -> count / seconds);
    }

    /** The run that began last by its members' names; empty when there was none. */
    public static Map<String, Object> asMap(Optional<MigrationStatus> status) {
        Map<String, Object> map = new LinkedHashMap<>();
        status.ifPresent(run -> {
            map.put("steps", run.steps());
            map.put("started", run.started().toString());
            map.put("noted", run.noted().toString());
            run.ended().ifPresent(end -> map.put("ended", end.toString()));
            map.put("active", run.active());
            map.put("counts", new TreeMap<>(run.counts()));
            map.put("findings", run.findings().stream().map(ImportReport::asMap).toList());
        });
        return map;
    }
}
