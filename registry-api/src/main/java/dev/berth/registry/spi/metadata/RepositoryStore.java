package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;

/** The repositories of a registry. A repository is created with its first blob or manifest. */
public interface RepositoryStore {

    /** Repositories in byte order. */
    Page<RepositoryName> list(PageRequest page) throws StoreException;

    /**
     * Removes a repository with its tags, manifests and blob links. Blobs without a repository become due for review.
     * Sessions of unfinished uploads are kept.
     *
     * @return false when there is no such repository
     */
    boolean delete(RepositoryName repository) throws StoreException;
}
