package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.spi.StoreException;

/** Search across repositories. Pages may end before their limit: the work for each is bounded. */
public interface SearchStore {

    /** Tags, in byte order of their repositories and names. */
    FoundTags tags(TagSearch search) throws StoreException;

    /**
     * Repositories whose name contains a text, literally, in byte order.
     *
     * @param page {@code last} is the name of a repository
     */
    Page<RepositoryName> repositories(String containing, PageRequest page) throws StoreException;

    /**
     * Repositories that have a manifest or blob of this digest, in byte order.
     *
     * @param page {@code last} is the name of a repository
     */
    Page<RepositoryName> holders(Digest digest, PageRequest page) throws StoreException;
}
