package dev.berth.registry.model;

import java.util.Objects;

/**
 * A position in a list of repositories by size.
 *
 * @param name need not be the name of a repository
 */
public record SizePosition(long size, String name) {

    /** Refuses null. */
    public SizePosition {
        Objects.requireNonNull(name, "name");
    }
}
