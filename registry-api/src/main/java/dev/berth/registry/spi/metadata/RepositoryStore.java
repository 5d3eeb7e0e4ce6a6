package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;

/** Which repositories there are. One comes to be with the first blob or manifest it is given. */
public interface RepositoryStore {

    /** Repositories in byte order. */
    Page<RepositoryName> list(PageRequest page) throws StoreException;

    /**
     * Removes a repository with its tags, manifests and blob links. Blobs that no repository has any more await
     * collection. Sessions of unfinished uploads stay.
     *
     * @return false when there is no such repository
     */
    boolean delete(RepositoryName repository) throws StoreException;
}
