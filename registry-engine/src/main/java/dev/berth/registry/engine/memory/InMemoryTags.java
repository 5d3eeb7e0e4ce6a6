package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.DeletedTagStore;
import dev.berth.registry.spi.metadata.TagRemoval;
import dev.berth.registry.spi.metadata.TagStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tags of a {@link MemoryTables}. */
final class InMemoryTags implements TagStore {
    private static final Comparator<TagRow> NEWEST =
            Comparator.comparing(TagRow::set).thenComparing(TagRow::tag).reversed();

    private final MemoryTables tables;

    InMemoryTags(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Page<Tag>> list(RepositoryName repository, PageRequest page) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> rows.tags.page(page)));
    }

    @Override
    public Optional<Page<SelectedTag>> select(RepositoryName repository, TagSelection selection, PageRequest page) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> {
            String last = page.last().orElse("");
            return Page.ofFetched(
                    selected(rows, selection)
                            .filter(each -> each.tag().value().compareTo(last) > 0)
                            .limit(page.limit() + 1L)
                            .toList(),
                    page.limit());
        }));
    }

    private static Stream<SelectedTag> selected(RepositoryRows rows, TagSelection selection) {
        List<TagRow> newest = rows.tags.all().stream()
                .filter(row -> selection.names(row.tag()))
                .sorted(NEWEST)
                .limit(selection.spared())
                .toList();
        return rows.tags.all().stream()
                .filter(row -> selection.names(row.tag()) && selection.reaches(row.set()) && !newest.contains(row))
                .filter(row -> selection
                        .unusedSince()
                        .map(since -> InMemoryUsage.isUnused(rows, row, since))
                        .orElse(true))
                .map(row -> new SelectedTag(row.tag(), row.digest(), row.set()));
    }

    @Override
    public long count(RepositoryName repository, TagSelection selection) {
        return tables.storeLock.read(() -> tables.find(repository)
                .map(rows -> selected(rows, selection).count())
                .orElse(0L));
    }

    @Override
    public Set<Tag> delete(RepositoryName repository, List<TagRemoval> removals) {
        return tables.storeLock.write(() -> {
            Set<Tag> removed = new HashSet<>();
            for (TagRemoval removal : removals) {
                if (tables.find(repository)
                        .map(rows -> rows.removeTag(removal.selected()))
                        .orElse(false)) {
                    tables.report(repository, removal.events());
                    removed.add(removal.selected().tag());
                }
            }
            return removed;
        });
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

    /** The deleted tags of the same tables. */
    DeletedTagStore deleted() {
        return new Deleted(tables);
    }

    private record Deleted(MemoryTables tables) implements DeletedTagStore {
        @Override
        public Optional<Page<DeletedTag>> list(RepositoryName repository, PageRequest page) {
            return tables.storeLock.read(() -> tables.find(repository).map(rows -> {
                String last = page.last().orElse("");
                return Page.ofFetched(
                        rows.tags.deleted().stream()
                                .filter(each -> each.tag().value().compareTo(last) > 0)
                                .filter(each -> rows.manifests.containsKey(each.digest())
                                        || rows.deleted
                                                .find(each.digest().toString())
                                                .isPresent())
                                .filter(each -> rows.tags.find(each.tag()).isEmpty())
                                .limit(page.limit() + 1L)
                                .toList(),
                        page.limit());
            }));
        }

        @Override
        public Optional<DeletedTag> find(RepositoryName repository, Tag tag) {
            return tables.storeLock.read(() -> tables.find(repository)
                    .flatMap(rows -> rows.tags.deleted().stream()
                            .filter(each -> each.tag().equals(tag))
                            .findFirst()));
        }

        @Override
        public int forget(Instant before, int most) {
            return tables.storeLock.write(() -> {
                int forgotten = 0;
                for (RepositoryRows rows : tables.repositories.all()) {
                    forgotten += rows.tags.forget(before, most - forgotten);
                }
                return forgotten;
            });
        }
    }
}
