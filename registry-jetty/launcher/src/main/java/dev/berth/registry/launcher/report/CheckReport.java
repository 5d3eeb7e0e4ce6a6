package dev.berth.registry.launcher.report;

import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.maintenance.RepairReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a consistency check, for an operator or a program.
 *
 * @param repaired empty when that was not asked for
 * @param classic whether a classic registry is in the same storage
 */
public record CheckReport(AuditReport found, Optional<RepairReport> repaired, boolean classic) {

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.breaches().forEach(breach -> lines.add(line(breach)));
        lines.add(ReportText.of(found.blobs(), "blob", "blobs") + " and "
                + ReportText.of(found.objects(), "object", "objects") + " of " + found.bytes() + " bytes checked: "
                + verdict());
        if (found.foreign() > 0) {
            lines.add(ReportText.of(found.foreign(), "object", "objects") + " of another program"
                    + (classic ? ", a classic registry among them (docker/registry)" : "") + ", left untouched");
        }
        repaired.ifPresent(done -> lines.addAll(lines(done)));
        return lines;
    }

    private static List<String> lines(RepairReport done) {
        List<String> lines = new ArrayList<>();
        if (done.breaches() > 0) {
            lines.add(done.breaches() + " repaired");
        }
        if (done.lost() > 0) {
            lines.add(ReportText.of(done.lost(), "blob", "blobs")
                    + " marked as lost: push an image that contains them to restore them");
        }
        if (done.abandoned() > 0) {
            lines.add(ReportText.of(done.abandoned(), "abandoned upload", "abandoned uploads") + " deleted");
        }
        return lines;
    }

    private String verdict() {
        return found.isClean() ? "consistent" : ReportText.of(found.breaches().size(), "problem", "problems");
    }

    private static String line(Breach breach) {
        String place = Stream.of(
                        breach.repository().map(repository -> "repository " + repository),
                        breach.digest().map(digest -> "digest " + digest),
                        breach.key().map(key -> "object " + key))
                .flatMap(part -> part.stream())
                .collect(Collectors.joining(", "));
        return breach.invariant() + ": " + ReportText.of(breach.invariant()) + ": " + place + ": " + breach.detail();
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("clean", found.isClean());
        map.put("blobs", found.blobs());
        map.put("objects", found.objects());
        map.put("bytes", found.bytes());
        map.put("unknown", found.unknown());
        map.put("foreign", found.foreign());
        map.put("classic", classic);
        map.put("breaches", found.breaches().stream().map(CheckReport::asMap).toList());
        repaired.ifPresent(done -> {
            map.put("repaired", done.breaches());
            map.put("lost", done.lost());
            map.put("abandoned", done.abandoned());
        });
        return map;
    }

    private static Map<String, Object> asMap(Breach breach) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("invariant", breach.invariant().name());
        breach.repository().ifPresent(repository -> map.put("repository", repository.value()));
        breach.digest().ifPresent(digest -> map.put("digest", digest.toString()));
        breach.key().ifPresent(key -> map.put("key", key.value()));
        map.put("detail", breach.detail());
        return map;
    }
}
