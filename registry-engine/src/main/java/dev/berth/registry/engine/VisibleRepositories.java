package dev.berth.registry.engine;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists the names of repositories that a caller may see. */
final class VisibleRepositories {
    private final RepositoryStore repositories;

    VisibleRepositories(RepositoryStore repositories) {
        this.repositories = repositories;
    }

    Page<RepositoryName> list(RepositoryQuery query, Predicate<RepositoryName> visible) throws StoreException {
        String prefix = query.below().map(path -> path.value() + "/").orElse("");
        Optional<String> last = query.page()
                .last()
                .filter(name -> name.compareTo(prefix) > 0)
                .or(() -> Optional.of(prefix).filter(path -> !path.isEmpty()));
        return new VisiblePages<>(RepositoryName::value, (limit, after) -> below(prefix, limit, after))
                .fill(query.page().limit(), last, visible);
    }

    /** The page ends with the last repository below the path. */
    private Page<RepositoryName> below(String prefix, int limit, Optional<String> after) throws StoreException {
        Page<RepositoryName> fetched = repositories.list(new PageRequest(limit, after));
        List<RepositoryName> below = fetched.items().stream()
                .takeWhile(name -> name.value().startsWith(prefix))
                .toList();
        return new Page<>(
                below, fetched.more() && below.size() == fetched.items().size());
    }
}
