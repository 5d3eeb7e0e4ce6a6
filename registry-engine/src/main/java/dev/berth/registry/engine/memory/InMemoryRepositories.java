package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.maintenance.ReviewReason;
import dev.berth.registry.spi.metadata.RepositoryStore;

/** The repositories of a {@link MemoryTables}. */
final class InMemoryRepositories implements RepositoryStore {
    private final MemoryTables tables;

    InMemoryRepositories(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Page<RepositoryName> list(PageRequest page) {
        return tables.storeLock
                .read(() -> tables.repositories.page(page, any -> true))
                .map(rows -> rows.name);
    }

    @Override
    public boolean delete(RepositoryName repository) {
        return tables.storeLock.write(() -> {
            RepositoryRows removed = tables.repositories.remove(repository.value());
            if (removed == null) {
                return false;
            }
            removed.removeAll(tables.reviews.lost(tables.now(), ReviewReason.REPOSITORY_DELETED));
            return true;
        });
    }
}
