package dev.berth.registry.launcher.report;

import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.maintenance.PendingReview;
import dev.berth.registry.maintenance.ReviewBacklog;
import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pending work of a collector, for an operator or a program.
 *
 * @param setAside the first of the keys set aside
 * @param now the time of the status
 */
public record StatusReport(
        CollectionStatus status, List<StorageKey> setAside, CollectionMapping settings, Instant now) {
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (status.reviews().isEmpty()) {
            lines.add("nothing is scheduled for review");
        } else {
            lines.add(row("kind", "reason", "count", "oldest", "first due"));
            status.reviews().forEach(backlog -> lines.add(row(backlog)));
        }
        lines.add(deletions(status.deletions()));
        setAside.forEach(key -> lines.add("  given up: " + key));
        if (status.deletions().setAside() > setAside.size()) {
            lines.add("  and more");
        }
        if (!setAside.isEmpty()) {
            lines.add("  registry gc run --retry-given-up retries them");
        }
        holds().forEach(hold -> lines.add(hold.line()));
        settings.whyNothingIsCollected().ifPresent(reason -> lines.add("servers do not collect: " + reason));
        return lines;
    }

    private List<HoldReport> holds() {
        return status.holds().stream().map(hold -> new HoldReport(hold, now)).toList();
    }

    private String row(ReviewBacklog backlog) {
        return row(
                ReportText.of(backlog.kind()),
                ReportText.of(backlog.reason()),
                Long.toString(backlog.waiting()),
                ReportText.of(backlog.oldest()),
                ReportText.of(due(backlog)));
    }

    private static String row(String what, String why, String waiting, String since, String due) {
        return String.format("%-9s %-40s %9s  %-21s %s", what, why, waiting, since, due)
                .stripTrailing();
    }

    private Instant due(ReviewBacklog backlog) {
        return settings.delays().due(new PendingReview(backlog.oldest(), backlog.reason()));
    }

    private static String deletions(DeletionBacklog deletions) {
        String since = deletions
                .oldest()
                .map(oldest -> ", since " + ReportText.of(oldest))
                .orElse("");
        String givenUp = deletions.setAside() == 0 ? "" : "; " + deletions.setAside() + " given up";
        return ReportText.of(deletions.waiting(), "object", "objects") + " pending deletion" + since + givenUp;
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reviews", status.reviews().stream().map(this::asMap).toList());
        Map<String, Object> deletions = new LinkedHashMap<>();
        deletions.put("waiting", status.deletions().waiting());
        status.deletions().oldest().ifPresent(oldest -> deletions.put("oldest", oldest.toString()));
        deletions.put("setAside", status.deletions().setAside());
        deletions.put("keys", setAside.stream().map(StorageKey::value).toList());
        map.put("deletions", deletions);
        map.put("holds", holds().stream().map(HoldReport::asMap).toList());
        map.put("collects", settings.whyNothingIsCollected().isEmpty());
        return map;
    }

    private Map<String, Object> asMap(ReviewBacklog backlog) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", backlog.kind().name());
        map.put("reason", backlog.reason().name());
        map.put("waiting", backlog.waiting());
        map.put("oldest", backlog.oldest().toString());
        map.put("due", due(backlog).toString());
        return map;
    }
}
