package dev.berth.registry.engine;

import dev.berth.registry.Search;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.SearchStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Searches across repositories. */
final class EngineSearch implements Search {
    /** Parts of a store that are read for one page. */
    private static final int MOST_PARTS = 5;

    private final SearchStore store;

    EngineSearch(SearchStore store) {
        this.store = store;
    }

    @Override
    public FoundTags tags(TagSearch search, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> fill(search, visible));
    }

    private FoundTags fill(TagSearch search, Predicate<RepositoryName> visible) throws StoreException {
        List<FoundTag> seen = new ArrayList<>();
        FoundTags part = store.tags(search);
        part.items().stream().filter(tag -> visible.test(tag.repository())).forEach(seen::add);
        for (int i = 1; i < MOST_PARTS && part.next().isPresent() && seen.size() < search.limit(); i++) {
            part = store.tags(search.from(part.next().get()));
            part.items().stream().filter(tag -> visible.test(tag.repository())).forEach(seen::add);
        }
        Page<FoundTag> page = Page.ofFetched(seen, search.limit());
        return new FoundTags(page.items(), page.more() ? page.next(FoundTag::position) : part.next());
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
}
