package dev.berth.registry.engine;

import dev.berth.registry.Search;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.ArtifactKind.Rule;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Position;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.SearchStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Searches across repositories. */
final class EngineSearch implements Search {
    /** Parts of a store that are read to fill a page. */
    private static final int MOST_PARTS = 5;

    private static final int LARGEST_PART = 1_000;

    private final SearchStore store;
    private final KindTable kinds;

    EngineSearch(SearchStore store, KindTable kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    @Override
    public FoundTags tags(TagSearch search, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> fill(search, visible));
    }

    /**
     * Reads on until the page is full or enough was read. The next page begins after a tag of this one or in a
     * repository that the caller may see; without both, more is read.
     */
    private FoundTags fill(TagSearch search, Predicate<RepositoryName> visible) throws StoreException {
        List<FoundTag> seen = new ArrayList<>();
        Optional<Position> next;
        TagSearch wanted = search;
        int parts = 0;
        do {
            FoundTags part = store.tags(wanted);
            part.items().stream().filter(tag -> visible.test(tag.repository())).forEach(seen::add);
            next = part.next();
            if (next.isPresent()) {
                wanted = search.atMost(Math.max(search.limit(), LARGEST_PART)).from(next.get());
            }
            parts++;
        } while (next.isPresent()
                && (parts < MOST_PARTS ? seen.size() < search.limit() : (seen.isEmpty() && isSecret(next, visible))));
        return page(seen, search.limit(), next, visible);
    }

    private static FoundTags page(
            List<FoundTag> seen, int limit, Optional<Position> read, Predicate<RepositoryName> visible) {
        Page<FoundTag> page = Page.ofFetched(seen, limit);
        if (page.more()) {
            return new FoundTags(page.items(), page.next(FoundTag::position));
        }
        boolean isSecret = isSecret(read, visible);
        Optional<Position> shown =
                read.map(position -> isSecret ? seen.get(seen.size() - 1).position() : position);
        return new FoundTags(seen, shown);
    }

    private static boolean isSecret(Optional<Position> read, Predicate<RepositoryName> visible) {
        return read.flatMap(position -> RepositoryName.parse(position.repository()))
                .filter(visible)
                .isEmpty();
    }

    @Override
    public Page<RepositoryName> repositories(String containing, PageRequest page, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> names(page, visible, part -> store.repositories(containing, part)));
    }

    @Override
    public Page<RepositoryName> holders(Digest digest, PageRequest page, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> names(page, visible, part -> store.holders(digest, part)));
    }

    /** A list of names of a store. */
    private interface Names {
        Page<RepositoryName> list(PageRequest page) throws StoreException;
    }

    private static Page<RepositoryName> names(PageRequest page, Predicate<RepositoryName> visible, Names names)
            throws StoreException {
        if (page.limit() == 0) {
            return new Page<>(List.of(), false);
        }
        return new VisiblePages<>(
                        RepositoryName::value,
                        (int limit, Optional<String> after) -> names.list(new PageRequest(limit, after)))
                .fill(page.limit(), page.last(), visible);
    }

    @Override
    public List<Rule> kinds() {
        return kinds.rules();
    }
}
