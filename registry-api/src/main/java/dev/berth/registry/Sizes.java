package dev.berth.registry;

import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Sizes of repositories and of what is below a path. Each is exact as of a moment between question and answer. */
public interface Sizes {

    /**
     * Bytes of the layers that the tags of a repository need, each digest once, through indexes of any depth. Manifests
     * and configs are not counted.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository
     */
    long of(RepositoryName repository);

    /**
     * The same of all repositories at and below a path, layers they share once.
     *
     * @throws RegistryException NAME_UNKNOWN when there is none
     */
    long below(RepositoryName path);

    /**
     * Counts and sizes of a repository, with content that no tag needs. The work grows with the number of its blobs.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository
     */
    RepositoryFigures figures(RepositoryName repository);

    /**
     * Counts and size of all repositories at and below a path.
     *
     * @throws RegistryException NAME_UNKNOWN when there is none
     */
    NamespaceFigures figuresBelow(RepositoryName path);

    /**
     * The paths with one segment more than a path, by size, the largest first, those of one size in byte order: each
     * that is a repository or has one below it.
     *
     * @param below empty for the paths of one segment
     * @param limit the greatest number of paths, at least 1
     * @param after the last one of the page before
     * @param visible true for the paths of which the caller may see all repositories; the page is filled from these
     */
    Page<SizedNamespace> namespaces(
            Optional<RepositoryName> below, int limit, Optional<SizePosition> after, Predicate<SizedNamespace> visible);

    /**
     * Bytes of the layers that the tags at and below each path need, each digest once, and that no repository elsewhere
     * has. The work grows with the number of these layers.
     *
     * @param paths at most 1,000
     */
    Map<RepositoryName, Long> exclusive(Collection<RepositoryName> paths);

    /**
     * Repositories with their sizes, those without tags included.
     *
     * @param visible true for the repositories that the caller may see; the others are left out
     */
    Page<SizedRepository> repositories(RepositoryQuery query, Predicate<RepositoryName> visible);

    /**
     * Repositories by the size that {@link #of} answers, the largest first, those of one size in byte order;
     * without those of size zero.
     *
     * @param limit the greatest number of repositories, at least 1
     * @param after the last one of the page before
     * @param visible selects the repositories the caller may see; the page is filled from these
     */
    Page<RepositorySize> largest(int limit, Optional<SizePosition> after, Predicate<RepositoryName> visible);
}
