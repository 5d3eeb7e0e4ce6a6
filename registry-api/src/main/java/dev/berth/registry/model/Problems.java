package dev.berth.registry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The problems of a configuration, which a builder reports together. Not safe for use by several threads.
 */
public final class Problems {
    private final List<String> found = new ArrayList<>();

    /** Notes the problem unless the condition holds. */
    public Problems require(boolean condition, String problem) {
        if (!condition) {
            found.add(problem);
        }
        return this;
    }

    /**
     * Refuses the configuration if a problem was noted.
     *
     * @throws IllegalArgumentException with every problem
     */
    public void refuse() {
        refuse("");
    }

    /**
     * The same with a text before the problems, {@code "database: "} for example.
     *
     * @throws IllegalArgumentException with every problem
     */
    public void refuse(String prefix) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(prefix + String.join("; ", found));
        }
    }
}
