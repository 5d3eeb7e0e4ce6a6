package dev.berth.registry.model;

import java.util.Objects;

/**
 * Counts and size of all repositories at and below a path.
 *
 * @param repositories number of repositories
 * @param tags number of their tags
 * @param size bytes of the layers that their tags need, each digest once
 * @param sum the sum of the sizes of each of them; what exceeds {@code size} is shared between them
 */
public record NamespaceFigures(RepositoryName path, long repositories, long tags, long size, long sum) {

    /** Refuses null. */
    public NamespaceFigures {
        Objects.requireNonNull(path, "path");
    }
}
