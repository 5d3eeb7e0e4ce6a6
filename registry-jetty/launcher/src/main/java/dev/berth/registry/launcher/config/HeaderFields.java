package dev.berth.registry.launcher.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Header fields, names with one value or several: {@code Access-Control-Allow-Origin: ['https://ui.example.com']}. */
final class HeaderFields {
    private HeaderFields() {}

    static Format<Map<String, List<String>>> format() {
        return new Format<>(
                node -> read(Section.of(node)), fields -> fields.isEmpty() ? "" : new TreeMap<String, Object>(fields));
    }

    private static Map<String, List<String>> read(Section section) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : section.names()) {
            if (fields.put(name, section.get(name, Formats.texts(), List.of())) != null) {
                throw new IllegalArgumentException(name + " is set twice");
            }
        }
        return fields;
    }
}
