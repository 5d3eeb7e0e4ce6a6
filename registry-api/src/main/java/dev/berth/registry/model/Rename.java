package dev.berth.registry.model;

import java.util.Objects;

/**
 * Another name for a repository and for all below it.
 *
 * @param from the path that changes; not every path is a repository, and it is enough that there is one below
 * @param to the path that takes its place; neither at nor below nor above {@code from}
 * @param holder the caller; a lease is good for the calls of its holder
 */
public record Rename(RepositoryName from, RepositoryName to, String holder) {

    /** Refuses paths of which one is at or below the other. */
    public Rename {
        Objects.requireNonNull(holder, "holder");
        if (isAtOrBelow(from, to) || isAtOrBelow(to, from)) {
            throw new IllegalArgumentException("of " + from + " and " + to + " one is part of the other");
        }
    }

    /** True when a repository is at a path or below it. */
    public static boolean isAtOrBelow(RepositoryName repository, RepositoryName path) {
        return repository.equals(path) || repository.value().startsWith(path.value() + "/");
    }

    /** The new name of a repository at or below {@code from}; the path itself is replaced once, at the beginning. */
    public String renamed(RepositoryName repository) {
        return to.value() + repository.value().substring(from.value().length());
    }
}
