package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.RenameOutcome;
import dev.berth.registry.spi.metadata.RepositoryStore;
import java.time.Instant;
import java.util.List;

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
    public RenameOutcome lease(Rename rename, Instant until) {
        return tables.storeLock.write(() -> tables.renames.lease(rename, until));
    }

    @Override
    public RenameOutcome rename(Rename rename, Instant quiet, List<NewEvent> events) {
        return tables.storeLock.write(() -> tables.renames.rename(rename, quiet, events));
    }

    @Override
    public boolean delete(RepositoryName repository, List<NewEvent> events) {
        return tables.storeLock.write(() -> {
            RepositoryRows removed = tables.repositories.remove(repository.value());
            if (removed == null) {
                return false;
            }
            removed.removeAll(tables.reviews.lost(tables.now(), ReviewReason.REPOSITORY_DELETED));
            tables.report(repository, events);
            return true;
        });
    }
}
