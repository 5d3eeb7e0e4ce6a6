package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
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

    /** Lists of tags and of manifests. */
    TagListStore tags();

    /** The bytes that deletions would release. */
    FreedBytesStore freedBytes();

    /** Sizes of repositories. */
    SizeStore sizes();

    /** Pulls and pushes. */
    UsageStore usage();

    /** Search across repositories. */
    SearchStore search();
}
