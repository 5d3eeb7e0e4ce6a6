package dev.berth.registry.launcher.config;

import dev.berth.registry.maintenance.ServerStatus.Setting;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows a configuration as it works, without secrets. */
public final class EffectiveConfiguration {
    private static final String PLAIN = "[A-Za-z0-9._/@-][A-Za-z0-9._/@:-]*";

    private final Configuration configuration;

    /** Shows this one. */
    public EffectiveConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The names of all settings with their values. */
    public Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        Keys.all().forEach(key -> values.put(key.path(), configuration.shown(key)));
        return values;
    }

    /** All settings by name, with the origins of their values. */
    public List<Setting> settings() {
        return Keys.all().stream()
                .sorted(Comparator.comparing(Key::path))
                .map(key -> new Setting(key.path(), written(configuration.shown(key)), configuration.where(key)))
                .toList();
    }

    /**
     * YAML that could be a configuration file, each line saying where its value comes from. Defaults are comments: a
     * section that protects the registry may not be present without its values.
     */
    public String yaml() {
        StringBuilder yaml = new StringBuilder();
        String[] open = {};
        for (Key<?> key : Keys.all()) {
            String[] segments = key.path().split("\\.");
            appendSections(yaml, open, segments);
            yaml.append(configuration.isGiven(key) ? "" : "# ");
            String indent = "  ".repeat(segments.length - 1);
            yaml.append(indent).append(segments[segments.length - 1]).append(": ");
            yaml.append(written(configuration.shown(key)))
                    .append("  # ")
                    .append(configuration.where(key))
                    .append('\n');
            open = segments;
        }
        return yaml.toString();
    }

    private void appendSections(StringBuilder yaml, String[] open, String[] segments) {
        int same = 0;
        while (same < segments.length - 1 && same < open.length - 1 && open[same].equals(segments[same])) {
            same++;
        }
        for (int i = same; i < segments.length - 1; i++) {
            String section = String.join(".", List.of(segments).subList(0, i + 1));
            yaml.append(isGivenBelow(section) ? "" : "# ");
            yaml.append("  ".repeat(i)).append(segments[i]).append(":\n");
        }
    }

    private boolean isGivenBelow(String section) {
        return Keys.all().stream().anyMatch(key -> key.path().startsWith(section + ".") && configuration.isGiven(key));
    }

    private static String written(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(EffectiveConfiguration::written).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + written(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        String text = value.toString();
        if (!(value instanceof String) || text.matches(PLAIN)) {
            return text;
        }
        return text.isEmpty() ? "" : "'" + text.replace("'", "''") + "'";
    }
}
