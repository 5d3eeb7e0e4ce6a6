package dev.berth.registry.model;

import java.util.Objects;

/**
 * Counts and sizes of a repository.
 *
 * @param tags number of tags
 * @param manifests number of manifests, tagged or not
 * @param blobs number of blobs it may read
 * @param size bytes of the layers that its tags need, each digest once
 * @param held bytes of all its manifests and blobs, also of those that nothing names any more
 * @param freed bytes that its deletion would free: its manifests, and blobs that no other repository has
 * @param unreferenced bytes that collection frees in this repository when all pending reviews are decided and nothing
 *     gets a holder before: manifests without a holder, and blobs that no other manifest of the repository needs
 */
public record RepositoryFigures(
        RepositoryName name,
        long tags,
        long manifests,
        long blobs,
        long size,
        long held,
        long freed,
        long unreferenced) {

    /** Refuses null. */
    public RepositoryFigures {
        Objects.requireNonNull(name, "name");
    }
}
