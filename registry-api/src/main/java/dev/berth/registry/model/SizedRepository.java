package dev.berth.registry.model;

import java.util.Objects;

/**
 * A repository and its size.
 *
 * @param size bytes of the layers that its tags need, each digest once, through indexes of any depth
 */
public record SizedRepository(RepositoryDetails details, long size) {

    /** Refuses null. */
    public SizedRepository {
        Objects.requireNonNull(details, "details");
    }

    /** The name of the repository. */
    public RepositoryName name() {
        return details.name();
    }
}
