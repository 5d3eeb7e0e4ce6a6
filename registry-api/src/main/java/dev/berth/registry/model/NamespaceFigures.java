package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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

    /**
     * All repositories at and below a path, with their size and use.
     *
     * @param isRepository true when there is a repository of the path itself
     * @param pulls pulls of all of them since usage is recorded
     * @param pushed the last recorded push to one of them; empty when there is none
     */
    public record SizedNamespace(NamespaceFigures figures, boolean isRepository, long pulls, Optional<Instant> pushed) {

        /** Refuses null. */
        public SizedNamespace {
            Objects.requireNonNull(figures, "figures");
            Objects.requireNonNull(pushed, "pushed");
        }

        /** The path. */
        public RepositoryName path() {
            return figures.path();
        }

        /** Its place among namespaces by size. */
        public SizePosition position() {
            return new SizePosition(figures.size(), path().value());
        }
    }
}
