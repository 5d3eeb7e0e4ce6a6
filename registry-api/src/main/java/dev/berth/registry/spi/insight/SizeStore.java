package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Sizes of repositories. Each is exact as of a moment between call and return. */
public interface SizeStore {

    /**
     * Bytes of the layers that the tags of a repository need, each digest once, through indexes of any depth. Manifests
     * and configs are not counted; a blob that an index lists is a layer.
     *
     * @return empty when there is no such repository
     */
    OptionalLong size(RepositoryName repository) throws StoreException;

    /**
     * The sizes of these repositories as {@link #size} answers them, in byte order; without those that do not exist.
     */
    List<SizedRepository> sized(List<RepositoryName> names) throws StoreException;

    /** Counts and sizes of a repository, with content that no tag needs; empty when there is no such repository. */
    Optional<RepositoryFigures> figures(RepositoryName repository) throws StoreException;

    /** Repositories by size, the largest first, those of one size in byte order; none of size zero. */
    Page<RepositorySize> largest(int limit, Optional<SizePosition> after) throws StoreException;

    /** Sizes of all repositories at and below a path. */
    NamespaceStore namespaces();

    /**
     * Counts changes of tags ahead of the question for a size, so that it is answered soon.
     *
     * @param most the greatest number of repositories to count
     * @return the number of repositories that were counted
     */
    int count(int most) throws StoreException;
}
