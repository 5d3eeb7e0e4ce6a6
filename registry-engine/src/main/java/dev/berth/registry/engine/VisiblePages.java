package dev.berth.registry.engine;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Fills pages with the repositories that a caller may see. */
final class VisiblePages {
    private static final int GREATEST_BATCH = 1_000;

    private VisiblePages() {}

    /** Pages of a store. */
    interface Source {
        Page<RepositoryName> list(PageRequest page) throws StoreException;
    }

    /**
     * Requests one more than the limit, so that {@code more} is exact for the visible repositories; with all of them
     * visible this is one call.
     */
    static Page<RepositoryName> fill(PageRequest page, Predicate<RepositoryName> visible, Source source)
            throws StoreException {
        if (page.limit() == 0) {
            return new Page<>(List.of(), false);
        }
        List<RepositoryName> seen = new ArrayList<>();
        Optional<String> last = page.last();
        int batch = Math.min(page.limit(), Integer.MAX_VALUE - 1) + 1;
        boolean more = true;
        while (more && seen.size() <= page.limit()) {
            Page<RepositoryName> fetched = source.list(new PageRequest(batch, last));
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
