package dev.berth.registry;

import dev.berth.registry.model.ArtifactKind.Rule;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import java.util.List;
import java.util.function.Predicate;

/**
 * Search across repositories. {@code visible} selects the repositories the caller may see. Pages with few results may
 * end early, with more to come; a page names no other repository, not in its position either.
 */
public interface Search {

    /** Tags, in byte order of their repositories and names. */
    FoundTags tags(TagSearch search, Predicate<RepositoryName> visible);

    /**
     * Repositories whose name contains a text, literally, in byte order.
     *
     * @param page {@code last} is the name of a repository
     */
    Page<RepositoryName> repositories(String containing, PageRequest page, Predicate<RepositoryName> visible);

    /**
     * Repositories that have a manifest or blob of this digest, in byte order.
     *
     * @param page {@code last} is the name of a repository
     */
    Page<RepositoryName> holders(Digest digest, PageRequest page, Predicate<RepositoryName> visible);

    /** The kinds of artifacts by media type, in the order in which the rules apply. */
    List<Rule> kinds();
}
