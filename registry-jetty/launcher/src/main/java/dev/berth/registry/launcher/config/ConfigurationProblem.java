package dev.berth.registry.launcher.config;

/**
 * Something to tell whoever wrote a configuration.
 *
 * @param where file and line, or the environment variable
 */
public record ConfigurationProblem(Weight weight, String where, String message)
        implements Comparable<ConfigurationProblem> {

    /** Whether the registry starts all the same. */
    public enum Weight {
        ERROR,
        WARNING
    }

    @Override
    public int compareTo(ConfigurationProblem other) {
        return weight.compareTo(other.weight);
    }

    @Override
    public String toString() {
        return (weight == Weight.ERROR ? "error: " : "warning: ") + where + ": " + message;
    }
}
