package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * The tags that {@link TagStore#delete} and {@link ManifestStore#delete} removed, each with its last manifest, until
 * they are forgotten. A record protects nothing from collection, and goes with its repository.
 */
public interface DeletedTagStore {

    /**
     * The deleted tags whose names are free and whose manifests are still stored, or deleted and not forgotten, in byte
     * order; empty when there is no such repository.
     *
     * @param page {@code last} is the name of a tag
     */
    Optional<Page<DeletedTag>> list(RepositoryName repository, PageRequest page) throws StoreException;

    /** A deleted tag, whether or not it can come back; empty when it is not recorded. */
    Optional<DeletedTag> find(RepositoryName repository, Tag tag) throws StoreException;

    /**
     * Forgets tags that were deleted before a time.
     *
     * @param most the greatest number to forget, at least 1
     * @return the number of forgotten tags
     */
    int forget(Instant before, int most) throws StoreException;
}
