package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.TagStore;
import java.util.List;
import java.util.Optional;

/** The tags of a {@link MemoryTables}. */
final class InMemoryTags implements TagStore {
    private final MemoryTables tables;

    InMemoryTags(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Page<Tag>> list(RepositoryName repository, PageRequest page) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> rows.tags.page(page)));
    }

    @Override
    public boolean delete(RepositoryName repository, Tag tag, List<NewEvent> events) {
        return tables.storeLock.write(() -> {
            boolean removed =
                    tables.find(repository).map(rows -> rows.removeTag(tag)).orElse(false);
            if (removed) {
                tables.report(repository, events);
            }
            return removed;
        });
    }
}
