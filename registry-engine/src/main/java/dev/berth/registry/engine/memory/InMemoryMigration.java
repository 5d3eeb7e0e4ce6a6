package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.ImportRunStore;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.ImportedItems;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.MigrationStore;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The bulk roles of a {@link MemoryTables}. */
final class InMemoryMigration implements MigrationStore {
    private final ImportedContentStore content;
    private final ImportProgressStore progress;
    private final ExportStore exports;
    private final ImportRunStore runs;

    InMemoryMigration(MemoryTables tables) {
        content = new InMemoryImportedContent(tables);
        progress = new InMemoryImportProgress(tables);
        exports = new Exports(tables);
        runs = new InMemoryImportRuns(tables);
    }

    @Override
    public ImportedContentStore content() {
        return content;
    }

    @Override
    public ImportProgressStore progress() {
        return progress;
    }

    @Override
    public ExportStore exports() {
        return exports;
    }

    @Override
    public ImportRunStore runs() {
        return runs;
    }

    /** The content of repositories for an export. */
    private record Exports(MemoryTables tables) implements ExportStore {

        @Override
        public Page<Digest> manifests(RepositoryName repository, PageRequest page) {
            return page(repository, page, Digest::toString, rows -> rows.manifests.keySet().stream());
        }

        @Override
        public Page<AuditedBlob> blobs(RepositoryName repository, PageRequest page) {
            return page(
                    repository,
                    page,
                    blob -> blob.digest().toString(),
                    rows -> rows.links.digests().stream()
                            .flatMap(digest -> rows.links.find(digest).stream())
                            .map(link -> new AuditedBlob(link.digest(), link.size(), link.key())));
        }

        @Override
        public Page<ImportedTag> tags(RepositoryName repository, PageRequest page) {
            return page(
                    repository,
                    page,
                    tag -> tag.tag().value(),
                    rows -> rows.tags.all().stream()
                            .map((TagRow row) -> new ImportedTag(row.tag(), row.digest(), row.updated())));
        }

        private <T> Page<T> page(
                RepositoryName repository,
                PageRequest page,
                Function<T, String> name,
                Function<RepositoryRows, Stream<T>> items) {
            String last = page.last().orElse("");
            return tables.storeLock.read(() -> {
                List<T> fetched = tables.find(repository).stream()
                        .flatMap(items)
                        .filter(item -> name.apply(item).compareTo(last) > 0)
                        .sorted(Comparator.comparing(name))
                        .limit(page.limit() + 1L)
                        .toList();
                return Page.ofFetched(fetched, page.limit());
            });
        }

        @Override
        public ImportedItems items(RepositoryName repository) {
            return tables.storeLock.read(() -> tables.imports
                    .sources
                    .find(repository.value())
                    .map(source -> new ImportedItems(source.manifests, source.links, source.tags))
                    .orElse(ImportedItems.NONE));
        }

        @Override
        public void record(RepositoryName repository, ImportedItems present, ImportedItems gone) {
            tables.storeLock.write(() -> {
                ImportTables.Source source = tables.imports.source(repository.value());
                source.manifests.removeAll(gone.manifests());
                source.links.removeAll(gone.links());
                source.tags.keySet().removeAll(gone.tags().keySet());
                source.manifests.addAll(present.manifests());
                source.links.addAll(present.links());
                source.tags.putAll(present.tags());
                return source;
            });
        }
    }
}
