package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.ImportRunStore;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.ImportedItems;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.migration.TakeoverState;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The bulk roles of a {@link MemoryTables}. */
final class InMemoryMigration implements MigrationStore {
    private final ImportedContentStore content;
    private final ImportProgressStore progress;
    private final ExportStore exports;
    private final ImportRunStore runs;
    private final TakeoverStore takeover;

    InMemoryMigration(MemoryTables tables) {
        content = new InMemoryImportedContent(tables);
        progress = new InMemoryImportProgress(tables);
        exports = new Exports(tables);
        InMemoryImportRuns imports = new InMemoryImportRuns(tables);
        runs = imports;
        takeover = new Takeover(tables, imports);
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

    @Override
    public TakeoverStore takeover() {
        return takeover;
    }

    /** The takeover of a source. */
    private static final class Takeover implements TakeoverStore {
        private final MemoryTables tables;
        private final InMemoryImportRuns runs;
        private Optional<Integer> run = Optional.empty();
        private boolean listed;
        private boolean ended;

        Takeover(MemoryTables tables, InMemoryImportRuns runs) {
            this.tables = tables;
            this.runs = runs;
        }

        @Override
        public Optional<TakeoverState> find() {
            return tables.storeLock.read(
                    () -> run.filter(number -> !runs.isForgotten(number)).map(this::state));
        }

        private TakeoverState state(int number) {
            long finished = repositories()
                    .filter(name -> tables.imports.source(name.value()).finished)
                    .count();
            return new TakeoverState(
                    number, listed, ended, finished, repositories().count() - finished);
        }

        private Stream<RepositoryName> repositories() {
            return tables.imports.sources.names().stream().flatMap(name -> RepositoryName.parse(name).stream());
        }

        private Stream<RepositoryName> remaining() {
            return repositories().filter(name -> !tables.imports.source(name.value()).finished);
        }

        @Override
        public TakeoverState begin() {
            return tables.storeLock.write(() -> {
                if (run.filter(number -> !runs.isForgotten(number)).isEmpty()) {
                    run = Optional.of(runs.add("TAKEOVER"));
                    listed = false;
                    ended = false;
                }
                return state(run.orElseThrow());
            });
        }

        @Override
        public void register(Collection<RepositoryName> repositories) {
            tables.storeLock.write(() -> {
                repositories.forEach(name -> tables.imports.source(name.value()));
                return repositories;
            });
        }

        @Override
        public void listed(List<ImportFinding> findings) {
            tables.storeLock.write(() -> {
                if (!listed) {
                    listed = true;
                    noted(findings);
                }
                return findings;
            });
        }

        private void noted(List<ImportFinding> findings) {
            ended = listed && remaining().findAny().isEmpty();
            runs.record(run.orElseThrow(), findings);
            runs.note(run.orElseThrow(), Map.of(), ended);
        }

        @Override
        public TakeoverClaim claim(RepositoryName repository, String claimant, Instant until) {
            return tables.storeLock.write(() -> {
                Optional<ImportTables.Source> source = tables.imports.sources.find(repository.value());
                if (source.isEmpty() || source.get().finished) {
                    return source.isEmpty() ? TakeoverClaim.UNKNOWN : TakeoverClaim.FINISHED;
                }
                boolean taken = source.get().claimedUntil.isAfter(tables.now())
                        && !source.get().claimant.equals(claimant);
                if (taken) {
                    return TakeoverClaim.HELD;
                }
                source.get().claimant = claimant;
                source.get().claimedUntil = until;
                return TakeoverClaim.GRANTED;
            });
        }

        @Override
        public void finish(RepositoryName repository, Fingerprints fingerprints, List<ImportFinding> findings) {
            tables.storeLock.write(() -> {
                ImportTables.Source source = tables.imports.source(repository.value());
                if (!source.finished) {
                    source.finished = true;
                    source.fingerprints = fingerprints;
                    noted(findings);
                }
                return source;
            });
        }

        @Override
        public Page<RepositoryName> unfinished(PageRequest page) {
            String last = page.last().orElse("");
            return tables.storeLock.read(() -> Page.ofFetched(
                    remaining()
                            .filter(name -> name.value().compareTo(last) > 0)
                            .limit(page.limit() + 1L)
                            .toList(),
                    page.limit()));
        }
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
