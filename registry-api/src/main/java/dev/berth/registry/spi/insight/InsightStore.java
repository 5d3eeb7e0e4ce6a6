package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.spi.StoreException;
import java.util.Map;
import java.util.Optional;

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

    /** Tags of a repository; empty when there is no such repository. */
    Optional<Slice<TagDetails>> tags(RepositoryName repository, TagQuery query) throws StoreException;

    /**
     * Bytes of layers, as {@link SizeStore#size} counts them, that no tag of the repository would need without some of
     * its tags, and no other repository has; zero when there is no such repository.
     *
     * @param tags the number of tags that each manifest would lose
     */
    long freed(RepositoryName repository, Map<Digest, Long> tags) throws StoreException;

    /** Sizes of repositories. */
    SizeStore sizes();

    /** Pulls and pushes. */
    UsageStore usage();

    /** Search across repositories. */
    SearchStore search();
}
