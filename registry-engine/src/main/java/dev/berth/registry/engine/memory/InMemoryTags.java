package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.NewEvent;
import dev.berth.registry.spi.TagStore;
import java.util.List;
import java.util.Optional;

/** The tags of a {@link Ledger}. */
final class InMemoryTags implements TagStore {
    private final Ledger ledger;

    InMemoryTags(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<Page<Tag>> list(RepositoryName repository, PageRequest page) {
        return ledger.guard.read(() -> ledger.find(repository).map(rows -> rows.tags.page(page)));
    }

    @Override
    public boolean delete(RepositoryName repository, Tag tag, List<NewEvent> events) {
        return ledger.guard.write(() -> {
            boolean removed =
                    ledger.find(repository).map(rows -> rows.removeTag(tag)).orElse(false);
            if (removed) {
                ledger.tell(repository, events);
            }
            return removed;
        });
    }
}
