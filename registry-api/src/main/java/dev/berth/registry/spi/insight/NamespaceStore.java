package dev.berth.registry.spi.insight;

import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.spi.StoreException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sizes of all repositories at and below a path. Each is exact as of a moment between call and return. */
public interface NamespaceStore {

    /**
     * Bytes of the layers that the tags at and below a path need, as {@link SizeStore#size} counts them, each digest
     * once.
     *
     * @return empty when there is no repository
     */
    OptionalLong size(RepositoryName path) throws StoreException;

    /** Counts and size of all repositories at and below a path; empty when there is none. */
    Optional<NamespaceFigures> figures(RepositoryName path) throws StoreException;

    /**
     * The paths with one segment more than a path, by size, the largest first, those of one size in byte order: each
     * that is a repository or has one below it.
     *
     * @param below empty for the paths of one segment
     */
    Page<SizedNamespace> largest(Optional<RepositoryName> below, int limit, Optional<SizePosition> after)
            throws StoreException;

    /**
     * Bytes of the layers that the tags at and below each path need, each digest once, and that no repository elsewhere
     * has. The work grows with the number of these layers.
     */
    Map<RepositoryName, Long> exclusive(Collection<RepositoryName> paths) throws StoreException;
}
