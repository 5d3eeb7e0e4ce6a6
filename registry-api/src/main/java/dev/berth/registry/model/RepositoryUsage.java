package dev.berth.registry.model;

import java.util.Objects;

/** The pulls and pushes of a repository in a period. */
public record RepositoryUsage(RepositoryName name, long pulls, long pushes) {

    /** Refuses null. */
    public RepositoryUsage {
        Objects.requireNonNull(name, "name");
    }
}
