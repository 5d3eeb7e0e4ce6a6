package dev.berth.registry.launcher.config;

/**
 * Something to tell whoever wrote a configuration.
 *
 * @param where file and line, or the environment variable
 */
public record Finding(Weight weight, String where, String message) implements Comparable<Finding> {

    /** Whether the registry starts all the same. */
    public enum Weight {
        ERROR,
        WARNING
    }

    @Override
    public int compareTo(Finding other) {
        return weight.compareTo(other.weight);
    }

    @Override
    public String toString() {
        return (weight == Weight.ERROR ? "error: " : "warning: ") + where + ": " + message;
    }
}
