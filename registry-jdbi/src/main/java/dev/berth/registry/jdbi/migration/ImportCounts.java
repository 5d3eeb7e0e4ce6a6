package dev.berth.registry.jdbi.migration;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The counts of a run as the database keeps them: {@code name=number}, separated by spaces, in byte order. */
final class ImportCounts {
    private ImportCounts() {}

    static String format(Map<String, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(count -> count.getKey() + "=" + count.getValue())
                        .collect(Collectors.joining(" "));
    }

    static Map<String, Long> parse(String text) {
        Map<String, Long> counts = new TreeMap<>();
        for (String count : text.split(" ", -1)) {
            int equals = count.indexOf('=');
            if (equals > 0) {
                counts.put(count.substring(0, equals), Long.parseLong(count, equals + 1, count.length(), 10));
            }
        }
        return counts;
    }
}
