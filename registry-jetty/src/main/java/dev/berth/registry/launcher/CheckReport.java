package dev.berth.registry.launcher;

import dev.berth.registry.engine.audit.AuditReport;
import dev.berth.registry.spi.Breach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a check found, for a person or a program.
 *
 * @param repaired how many breaches were repaired; empty when that was not asked for
 */
record CheckReport(AuditReport found, OptionalInt repaired) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        found.breaches().forEach(breach -> lines.add(line(breach)));
        lines.add(Words.of(found.blobs(), "blob", "blobs") + " and "
                + Words.of(found.objects(), "object", "objects") + " of " + found.bytes() + " bytes checked: "
                + verdict());
        repaired.ifPresent(number -> lines.add(number + " of them repaired"));
        return lines;
    }

    private String verdict() {
        return found.isClean() ? "all is well" : Words.of(found.breaches().size(), "breach", "breaches");
    }

    private static String line(Breach breach) {
        String place = Stream.of(
                        breach.repository().map(repository -> "repository " + repository),
                        breach.digest().map(digest -> "digest " + digest),
                        breach.key().map(key -> "object " + key))
                .flatMap(part -> part.stream())
                .collect(Collectors.joining(", "));
        return breach.invariant() + ": " + Words.of(breach.invariant()) + ": " + place + ": " + breach.detail();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("clean", found.isClean());
        map.put("blobs", found.blobs());
        map.put("objects", found.objects());
        map.put("bytes", found.bytes());
        map.put("breaches", found.breaches().stream().map(CheckReport::asMap).toList());
        repaired.ifPresent(number -> map.put("repaired", number));
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
