package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One run of an import. Used once. */
final class ClassicImport {
    private final MigrationRequest request;
    private final ImportTools tools;
    private final MigrationStore store;
    private final RunResults results;
    private final RunJournal journal;
    private final NamePattern pattern;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Queue<ClassicRepository> failed = new ConcurrentLinkedQueue<>();

    ClassicImport(MigrationRequest request, ImportTools tools, ImportClaim claim) {
        this.request = request;
        this.tools = tools;
        this.store = tools.store();
        this.results = tools.results();
        this.journal = new RunJournal(claim, results, tools.retries(), tools.clock());
        this.pattern = new NamePattern(request.repositories());
    }

    void run() throws StoreException {
        Instant began = tools.now();
        Steps steps = request.steps();
        if (steps == Steps.ONE || steps == Steps.ALL) {
            new BlobFolders(tools.reader(), store, tools.retries(), results).importAll(request.threads());
        }
        if (steps != Steps.THREE) {
            walk();
        }
        if (!request.dryRun() && (steps == Steps.THREE || (steps == Steps.ALL && request.isWhole()))) {
            results.reviewed.add(
                    tools.retries().call(() -> store.runs().reviewUnreferenced(ClassicLayout.BLOBS, began)));
        }
        journal.end();
    }

    /** Imports the changes of these repositories alone, with a listing of the files of each. */
    void run(Collection<RepositoryName> repositories) throws StoreException {
        List<String> matching = repositories.stream()
                .map(RepositoryName::value)
                .filter(pattern::matches)
                .toList();
        for (String name : matching) {
            new RepositoryWalk(tools.reader(), results, ClassicLayout.own(name), this::visit).run(1);
        }
        failed.forEach(this::visitLast);
        for (String name : matching) {
            if (tools.retries().call(() -> store.progress().find(name)).isPresent()) {
                followDeletions(List.of(name));
            }
        }
        journal.end();
    }

    private void walk() throws StoreException {
        new RepositoryWalk(tools.reader(), results, pattern.beginning(), this::visit).run(request.threads());
        failed.forEach(this::visitLast);
        if (request.isWhole()) {
            followDeletions();
        }
    }

    /** A failed repository is tried once more at the end. */
    private void visit(ClassicRepository repository) throws StoreException {
        if (!pattern.matches(repository.name)) {
            return;
        }
        seen.add(repository.name);
        results.repositories.increment();
        try {
            importRepository(repository);
        } catch (StoreException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            failed.add(repository);
        }
        journal.progress();
    }

    private void visitLast(ClassicRepository repository) {
        try {
            importRepository(repository);
        } catch (StoreException e) {
            results.found(MigrationReason.STORE_FAILED, repository.name, "", String.valueOf(e.getMessage()));
        }
    }

    private void importRepository(ClassicRepository repository) throws StoreException {
        Optional<RepositoryName> name = RepositoryName.parse(repository.name);
        if (name.isEmpty()) {
            results.found(MigrationReason.NAME_INVALID, repository.name, "", "not the name of a repository");
            return;
        }
        Fingerprints now = repository.fingerprints();
        Fingerprints before = tools.retries()
                .call(() -> store.progress().find(repository.name))
                .orElse(Fingerprints.NONE);
        boolean content = !before.content().equals(now.content());
        boolean tags =
                request.steps() != Steps.ONE && (content || !before.tags().equals(now.tags()));
        if (!content && !tags) {
            results.unchanged.increment();
            return;
        }
        importChanges(repository, name.get(), content, tags);
        retain(name.get(), repository, before, tags);
        conclude(repository.name, new Fingerprints(now.content(), tags ? now.tags() : Optional.empty()));
    }

    private void importChanges(ClassicRepository repository, RepositoryName name, boolean content, boolean tags)
            throws StoreException {
        Set<Digest> manifests = content
                ? new RepositoryImport(repository, name, tools).importContent()
                : tools.retries().call(() -> store.progress().manifests(name));
        if (tags) {
            new TagImport(repository, name, tools, request.readTags(), request.tagReads()).importTags(manifests);
        }
    }

    /** The first import of a repository has nothing to follow. */
    private void retain(RepositoryName name, ClassicRepository repository, Fingerprints before, boolean withTags)
            throws StoreException {
        if (before.equals(Fingerprints.NONE)) {
            return;
        }
        Optional<Set<Tag>> tags = withTags ? Optional.of(repository.tagNames()) : Optional.empty();
        ImportedNames present = new ImportedNames(repository.revisions.keySet(), repository.layers.keySet(), tags);
        results.removed.add(tools.retries().call(() -> store.content().retain(name, present)));
    }

    /** Removes imported repositories that are gone. */
    private void followDeletions() throws StoreException {
        Batches.forEachPage(
                page -> tools.retries().call(() -> store.progress().sources(page)),
                source -> source,
                this::followDeletions);
    }

    private void followDeletions(List<String> sources) throws StoreException {
        for (String source : sources) {
            Optional<RepositoryName> gone = seen.contains(source) ? Optional.empty() : RepositoryName.parse(source);
            if (gone.isPresent()) {
                results.removed.add(tools.retries().call(() -> store.content().retain(gone.get(), ImportedNames.NONE)));
                conclude(source, Fingerprints.NONE);
            }
        }
    }

    private void conclude(String source, Fingerprints fingerprints) throws StoreException {
        tools.retries().call(() -> {
            store.progress().conclude(source, fingerprints);
            return fingerprints;
        });
    }
}
