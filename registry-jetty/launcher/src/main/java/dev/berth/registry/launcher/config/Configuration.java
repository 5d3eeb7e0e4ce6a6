package dev.berth.registry.launcher.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of all settings, and what there is to say about them. Immutable. */
public final class Configuration {
    private final Map<Key<?>, Given> given;
    private final List<ConfigurationProblem> warnings;

    /** A value and where it was written. */
    record Given(Object value, String where) {}

    Configuration(Map<Key<?>, Given> given, List<ConfigurationProblem> warnings) {
        this.given = Map.copyOf(given);
        this.warnings = List.copyOf(warnings);
    }

    /** The value of a setting: the one that was written, or what it is without. */
    @SuppressWarnings("unchecked")
    public <T> T get(Key<T> key) {
        Given written = given.get(key);
        return written == null ? key.fallback() : (T) written.value();
    }

    /** The same with another value, as {@code where} says. */
    public <T> Configuration with(Key<T> key, T value, String where) {
        Map<Key<?>, Given> changed = new HashMap<>(given);
        changed.put(key, new Given(value, where));
        return new Configuration(changed, warnings);
    }

    /** Whether somebody wrote it. */
    public boolean isGiven(Key<?> key) {
        return given.containsKey(key);
    }

    /** What its author should know. */
    public List<ConfigurationProblem> warnings() {
        return warnings;
    }

    /** Where a value comes from: file and line, environment variable or {@code default}. */
    String where(Key<?> key) {
        Given written = given.get(key);
        return written == null ? "default" : written.where();
    }

    /** The value as it may be shown: a text, number, boolean or list; a secret only says whether there is one. */
    public <T> Object shown(Key<T> key) {
        Object value = key.format().show(get(key));
        return key.secret() && !"".equals(value) ? "(set)" : value;
    }
}
