package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.RepositoryStore;
import dev.berth.registry.spi.ReviewReason;

/** The repositories of a {@link Ledger}. */
final class InMemoryRepositories implements RepositoryStore {
    private final Ledger ledger;

    InMemoryRepositories(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Page<RepositoryName> list(PageRequest page) {
        return ledger.guard
                .read(() -> ledger.repositories.page(page, any -> true))
                .map(rows -> rows.name);
    }

    @Override
    public boolean delete(RepositoryName repository) {
        return ledger.guard.write(() -> {
            RepositoryRows removed = ledger.repositories.remove(repository.value());
            if (removed == null) {
                return false;
            }
            removed.removeAll(ledger.reviews.lost(ledger.now(), ReviewReason.REPOSITORY_DELETED));
            return true;
        });
    }
}
