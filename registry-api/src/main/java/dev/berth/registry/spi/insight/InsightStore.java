package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Answers questions about the content of repositories. No answer is an estimate: each is true of one moment between
 * call and return.
 */
public interface InsightStore {

    /** A repository; empty when there is none of this name. */
    Optional<RepositoryDetails> repository(RepositoryName name) throws StoreException;

    /**
     * The repositories at and below a path that have a tag, in byte order.
     *
     * @param page {@code last} is the name of a repository
     */
    Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page) throws StoreException;

    /**
     * The sizes of these repositories as {@link #size} answers them, in byte order; without those that do not exist.
     */
    List<SizedRepository> sized(List<RepositoryName> names) throws StoreException;

    /** Tags of a repository; empty when there is no such repository. */
    Optional<Slice<TagDetails>> tags(RepositoryName repository, TagQuery query) throws StoreException;

    /**
     * Bytes of the layers that the tags of a repository need, each digest once, through indexes of any depth. Manifests
     * and configs are not counted; a blob that an index lists is a layer.
     *
     * @return empty when there is no such repository
     */
    OptionalLong size(RepositoryName repository) throws StoreException;

    /**
     * The same of all repositories at and below a path, layers they share once.
     *
     * @return empty when there is none
     */
    OptionalLong sizeBelow(RepositoryName path) throws StoreException;

    /**
     * Counts changes of tags ahead of the question for a size, so that it is answered soon.
     *
     * @param most the greatest number of repositories to count
     * @return the number of repositories that were counted
     */
    int count(int most) throws StoreException;
}
