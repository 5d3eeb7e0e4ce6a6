package dev.berth.registry.launcher.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of all settings, with warnings. Immutable. */
public final class Configuration {
    private final Map<Key<?>, Given> given;
    private final List<ConfigurationProblem> warnings;

    /** A value and where it was written. */
    record Given(Object value, String where) {}

    Configuration(Map<Key<?>, Given> given, List<ConfigurationProblem> warnings) {
        this.given = Map.copyOf(given);
        this.warnings = List.copyOf(warnings);
    }

    /** The value of a setting: the configured one, or its default. */
    @SuppressWarnings("unchecked")
    public <T> T get(Key<T> key) {
        Given written = given.get(key);
        return written == null ? key.fallback() : (T) written.value();
    }

    /** The same with another value, from the origin {@code where}. */
    public <T> Configuration with(Key<T> key, T value, String where) {
        Map<Key<?>, Given> changed = new HashMap<>(given);
        changed.put(key, new Given(value, where));
        return new Configuration(changed, warnings);
    }

    /** True when it is configured. */
    public boolean isGiven(Key<?> key) {
        return given.containsKey(key);
    }

    /** The warnings for its author. */
    public List<ConfigurationProblem> warnings() {
        return warnings;
    }

    /** The origin of a value: file and line, environment variable or {@code default}. */
    String where(Key<?> key) {
        Given written = given.get(key);
        return written == null ? "default" : written.where();
    }

    /** The printable value: a text, number, boolean or list; of a secret only whether it is set. */
    public <T> Object shown(Key<T> key) {
        Object value = key.format().show(get(key));
        return key.secret() && !"".equals(value) ? "(set)" : value;
    }
}
