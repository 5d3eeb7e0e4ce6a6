package dev.berth.registry.engine;

import dev.berth.registry.Catalog;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists repositories. */
final class EngineCatalog implements Catalog {
    private static final int GREATEST_BATCH = 1_000;

    private final RepositoryStore repositories;

    EngineCatalog(RepositoryStore repositories) {
        this.repositories = repositories;
    }

    @Override
    public Page<RepositoryName> list(PageRequest page, Predicate<RepositoryName> visible) {
        if (page.limit() == 0) {
            return new Page<>(List.of(), false);
        }
        return StoreCall.answer(() -> visible(page, visible));
    }

    /**
     * Requests one more than the limit, so that {@code more} is exact for the visible repositories; with all of them
     * visible this is one call.
     */
    private Page<RepositoryName> visible(PageRequest page, Predicate<RepositoryName> visible) throws StoreException {
        List<RepositoryName> seen = new ArrayList<>();
        Optional<String> last = page.last();
        int batch = Math.min(page.limit(), Integer.MAX_VALUE - 1) + 1;
        boolean more = true;
        while (more && seen.size() <= page.limit()) {
            Page<RepositoryName> fetched = repositories.list(new PageRequest(batch, last));
            fetched.items().stream().filter(visible).forEach(seen::add);
            more = fetched.more() && !fetched.items().isEmpty();
            if (more) {
                last = Optional.of(
                        fetched.items().get(fetched.items().size() - 1).value());
            }
            batch = Math.max(batch, GREATEST_BATCH);
        }
        return Page.ofFetched(seen, page.limit());
    }
}
