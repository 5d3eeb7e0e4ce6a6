package dev.berth.registry.launcher.report;

import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.Reviewable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a collection pass, for an operator or a program.
 *
 * @param holds the holds on deletions that are in force
 */
public record RunReport(CollectionReport done, List<HoldReport> holds) {

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Reviewable.Kind kind : Reviewable.Kind.values()) {
            lines.add(ReportText.of(kind) + "s: " + removed(kind) + " removed, " + kept(kind) + " kept");
        }
        lines.add("bytes of removed blobs: " + done.bytes());
        lines.add("uploads: " + done.expired() + " expired; unfinished objects: " + done.abandoned() + " abandoned");
        lines.add("objects: " + done.deleted() + " deleted, " + done.failed() + " failed");
        holds.forEach(hold -> lines.add(hold.line()));
        return lines;
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Reviewable.Kind kind : Reviewable.Kind.values()) {
            map.put(ReportText.of(kind) + "s", Map.of("removed", removed(kind), "kept", kept(kind)));
        }
        map.put("bytes", done.bytes());
        map.put("expired", done.expired());
        map.put("abandoned", done.abandoned());
        map.put("objects", Map.of("deleted", done.deleted(), "failed", done.failed()));
        map.put("holds", holds.stream().map(HoldReport::asMap).toList());
        return map;
    }

    private long removed(Reviewable.Kind kind) {
        return done.removed().getOrDefault(kind, 0L);
    }

    private long kept(Reviewable.Kind kind) {
        return done.kept().getOrDefault(kind, 0L);
    }
}
