package dev.berth.registry.model;

import java.util.Objects;

/**
 * A repository and its size.
 *
 * @param size bytes of the layers that its tags need, each digest once
 * @param tags number of tags
 */
public record RepositorySize(RepositoryName name, long size, long tags) {

    /** Refuses null. */
    public RepositorySize {
        Objects.requireNonNull(name, "name");
    }

    /** Its place among repositories by size. */
    public SizePosition position() {
        return new SizePosition(size, name.value());
    }
}
