package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportedItems;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** One run of an export. Used once. */
final class ClassicExport {

    private final MigrationRequest request;
    private final Parts parts;
    private final RunResults results;
    private final RunJournal journal;
    private final NamePattern pattern;
    private final Set<String> seen = new HashSet<>();
    private final Queue<RepositoryName> failed = new ConcurrentLinkedQueue<>();

    /**
     * The objects shared by the exports of repositories.
     *
     * @param owned whether the source has nothing that is to be kept but the content of this registry
     */
    record Parts(
            ImportTools tools,
            MetadataStore metadata,
            ContentExport content,
            ClassicWriter writer,
            MigrationRequest request,
            boolean owned) {}

    ClassicExport(
            MigrationRequest request,
            boolean owned,
            MetadataStore metadata,
            BlobStore storage,
            ImportTools tools,
            ImportClaim claim) {
        this.request = request;
        this.results = tools.results();
        ClassicWriter writer = new ClassicWriter(storage, tools.retries(), request.dryRun());
        ContentExport content = new ContentExport(storage, tools.retries(), writer, request.dryRun());
        this.parts = new Parts(tools, metadata, content, writer, request, owned);
        this.journal = new RunJournal(claim, results, tools.retries(), tools.clock());
        this.pattern = new NamePattern(request.repositories());
    }

    /** All repositories that exist, and those that were in common once and exist no more. */
    void run() throws StoreException {
        Retries retries = parts.tools().retries();
        exportAll(
                page -> retries.call(() -> parts.metadata().repositories().list(page)),
                RepositoryName::value,
                name -> Optional.of(name).filter(existing -> seen.add(existing.value())));
        exportAll(
                page -> retries.call(() -> parts.tools().store().progress().sources(page)),
                source -> source,
                source -> seen.contains(source) ? Optional.empty() : RepositoryName.parse(source));
        if (parts.owned()) {
            new RepositoryWalk(parts.tools().reader(), results, pattern.beginning(), this::visitOther)
                    .run(request.threads());
        }
        for (RepositoryName name : List.copyOf(failed)) {
            exportLast(name);
        }
        journal.end();
    }

    /** A repository that only the source has. */
    private void visitOther(ClassicRepository repository) throws StoreException {
        Optional<RepositoryName> name = RepositoryName.parse(repository.name)
                .filter(other -> !seen.contains(other.value()) && pattern.matches(other.value()));
        if (name.isPresent()) {
            visit(name.get());
        }
    }

    private <T> void exportAll(
            Batches.Pages<T> pages, Function<T, String> key, Function<T, Optional<RepositoryName>> name)
            throws StoreException {
        Batches.forEachPage(pages, key, items -> {
            List<Workers.Task> tasks = new ArrayList<>();
            for (T item : items) {
                name.apply(item)
                        .filter(found -> pattern.matches(found.value()))
                        .ifPresent(found -> tasks.add(() -> visit(found)));
            }
            Workers.run(request.threads(), tasks);
        });
    }

    private void visit(RepositoryName name) throws StoreException {
        try {
            export(name);
        } catch (StoreException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            failed.add(name);
        }
        journal.progress();
    }

    private void exportLast(RepositoryName name) {
        try {
            export(name);
        } catch (StoreException e) {
            results.found(MigrationReason.STORE_FAILED, name.value(), "", String.valueOf(e.getMessage()));
        }
    }

    private void export(RepositoryName name) throws StoreException {
        Retries retries = parts.tools().retries();
        ImportedItems known = retries.call(() -> parts.tools().store().exports().items(name));
        ExportedContent here = ExportedContent.read(parts.tools().store().exports(), retries, name);
        ClassicRepository there = parts.tools().reader().repository(name.value());
        results.repositories.increment();
        new RepositoryExport(there, here, known, parts, name).run();
    }
}
