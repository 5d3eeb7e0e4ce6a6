package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import java.time.Instant;
import java.util.List;

/** The repositories of a registry. A repository is created with its first blob or manifest. */
public interface RepositoryStore {

    /** The greatest number of repositories below one that is renamed. */
    int MOST_RENAMED = 1_000;

    /** Repositories in byte order. */
    Page<RepositoryName> list(PageRequest page) throws StoreException;

    /**
     * Removes a repository with its tags, manifests and blob links. Blobs without a repository become due for review.
     * Sessions of unfinished uploads are kept.
     *
     * @param events events to record when it was removed
     * @return false when there is no such repository
     */
    boolean delete(RepositoryName repository, List<NewEvent> events) throws StoreException;

    /** Removes a repository without events. */
    default boolean delete(RepositoryName repository) throws StoreException {
        return delete(repository, List.of());
    }

    /**
     * Checks a rename and, when it is possible, reserves both names for its holder. Leases that ended do not count.
     *
     * @param until the end of the lease
     */
    RenameOutcome lease(Rename rename, Instant until) throws StoreException;

    /**
     * Renames a repository and all below it, with their uploads. Writes to them are before it or after it. A lease of
     * the holder ends.
     *
     * @param quiet until then no repository is created at or below the old name: such a call fails as RENAMED
     * @param events events to record when it was done
     */
    RenameOutcome rename(Rename rename, Instant quiet, List<NewEvent> events) throws StoreException;
}
