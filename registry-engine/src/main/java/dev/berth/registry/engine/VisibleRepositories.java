package dev.berth.registry.engine;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists the names of repositories that a caller may see. */
final class VisibleRepositories {
    private static final int GREATEST_BATCH = 1_000;

    private final RepositoryStore repositories;

    VisibleRepositories(RepositoryStore repositories) {
        this.repositories = repositories;
    }

    /**
     * Requests one more than the limit, so that {@code more} is exact for the visible repositories; with all of them
     * visible this is one call.
     */
    Page<RepositoryName> list(RepositoryQuery query, Predicate<RepositoryName> visible) throws StoreException {
        PageRequest page = query.page();
        String prefix = query.below().map(path -> path.value() + "/").orElse("");
        List<RepositoryName> seen = new ArrayList<>();
        Optional<String> last = page.last().filter(name -> name.compareTo(prefix) > 0);
        if (last.isEmpty() && !prefix.isEmpty()) {
            last = Optional.of(prefix);
        }
        int batch = Math.min(page.limit(), Integer.MAX_VALUE - 1) + 1;
        boolean more = true;
        while (more && seen.size() <= page.limit()) {
            Page<RepositoryName> fetched = repositories.list(new PageRequest(batch, last));
            List<RepositoryName> below = fetched.items().stream()
                    .takeWhile(name -> name.value().startsWith(prefix))
                    .toList();
            below.stream().filter(visible).forEach(seen::add);
            more = fetched.more()
                    && !below.isEmpty()
                    && below.size() == fetched.items().size();
            if (more) {
                last = Optional.of(below.get(below.size() - 1).value());
            }
            batch = Math.max(batch, GREATEST_BATCH);
        }
        return Page.ofFetched(seen, page.limit());
    }
}
