package dev.berth.registry.engine;

import dev.berth.registry.Catalog;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import java.util.List;
import java.util.function.Predicate;

/** Lists repositories. */
final class EngineCatalog implements Catalog {
    private final VisibleRepositories repositories;

    EngineCatalog(VisibleRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public Page<RepositoryName> list(PageRequest page, Predicate<RepositoryName> visible) {
        if (page.limit() == 0) {
            return new Page<>(List.of(), false);
        }
        return StoreCall.answer(() -> repositories.list(RepositoryQuery.all(page), visible));
    }
}
