package dev.berth.registry.launcher.config;

/**
 * A problem of a configuration, for its author.
 *
 * @param where file and line, or the environment variable
 */
public record ConfigurationProblem(Weight weight, String where, String message)
        implements Comparable<ConfigurationProblem> {

    /** The effect on the start of the registry. */
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
