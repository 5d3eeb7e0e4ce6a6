package dev.berth.registry.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for a part of the repositories, in byte order of their names.
 *
 * @param page {@code last} is the name of a repository
 * @param below only repositories below this path, the path itself not included; empty for all
 */
public record RepositoryQuery(PageRequest page, Optional<RepositoryName> below) {

    /** Refuses null. */
    public RepositoryQuery {
        Objects.requireNonNull(page, "page");
        Objects.requireNonNull(below, "below");
    }

    /** A part of all repositories. */
    public static RepositoryQuery all(PageRequest page) {
        return new RepositoryQuery(page, Optional.empty());
    }

    /** A part of the repositories below a path. */
    public static RepositoryQuery below(RepositoryName path, PageRequest page) {
        return new RepositoryQuery(page, Optional.of(path));
    }
}
