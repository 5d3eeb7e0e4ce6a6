package dev.berth.registry.engine.migration;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.migration.Migration;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.migration.MigrationRun;
import dev.berth.registry.migration.MigrationStatus;
import dev.berth.registry.migration.MigrationSweeps;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportRun;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.migration.TakeoverClaim;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Moves a registry of the classic layout in. Borrows its stores; safe for use by several threads. */
public final class MigrationEngine implements Migration {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final int SHOWN_FINDINGS = 1_000;
    private static final int FINISH_THREADS = 8;
    static final String FINISH = "finish";
    static final String TAKEOVER = "TAKEOVER";
    static final String EXPORT = "export";
    static final String FOLLOW = "follow";
    private static final String GIVEN_UP = "given up";
    private static final String RESET = "reset";
    private static final String CLEAN = "clean";

    private final MigrationStore imports;
    private final MetadataStore metadata;
    private final BlobStore storage;
    private final Clock clock;
    private final Duration backoff;
    private final KindTable kinds;
    private final Optional<LockFiles> locks;

    MigrationEngine(MigrationStore imports, MetadataStore metadata, BlobStore storage, Clock clock, Duration backoff) {
        this(imports, metadata, storage, clock, backoff, KindTable.defaults(), Optional.empty());
    }

    private MigrationEngine(
            MigrationStore imports,
            MetadataStore metadata,
            BlobStore storage,
            Clock clock,
            Duration backoff,
            KindTable kinds,
            Optional<LockFiles> locks) {
        this.imports = Objects.requireNonNull(imports, "imports");
        this.metadata = Objects.requireNonNull(metadata, "metadata");
        this.storage = Objects.requireNonNull(storage, "storage");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.backoff = backoff;
        this.kinds = kinds;
        this.locks = locks;
    }

    /**
     * A migration over these stores.
     *
     * @param imports the bulk roles of {@code metadata}
     * @param storage the files of the old registry, and the blob storage of the new one
     */
    public static MigrationEngine over(MigrationStore imports, MetadataStore metadata, BlobStore storage, Clock clock) {
        return new MigrationEngine(imports, metadata, storage, clock, BACKOFF);
    }

    /** The same with another table of kinds of artifacts. */
    public MigrationEngine withKinds(KindTable table) {
        Objects.requireNonNull(table, "table");
        return new MigrationEngine(imports, metadata, storage, clock, backoff, table, locks);
    }

    /** The same, which refuses to import files whose metadata are in the database of another registry. */
    public MigrationEngine withLockFiles(LockFiles files) {
        return new MigrationEngine(imports, metadata, storage, clock, backoff, kinds, Optional.of(files));
    }

    @Override
    public MigrationReport run(MigrationRequest request, MigrationListener listener) {
        return answer(() -> {
            requireSource();
            requireReferences(request);
            RunResults results = new RunResults(listener);
            MigrationStore store = request.dryRun() ? dryRun() : imports;
            try (ImportClaim claim = request.dryRun()
                    ? new DryRunStore.Claim()
                    : claim(named(request.steps().name(), request))) {
                new ClassicImport(request, tools(store, results), claim).run();
            }
            return results.report();
        });
    }

    @Override
    public MigrationReport follow(MigrationRequest request, MigrationListener listener, MigrationSweeps sweeps) {
        return answer(() -> {
            requireSource();
            RunResults results = new RunResults(listener);
            MigrationStore store = request.dryRun() ? dryRun() : imports;
            ImportTools tools = tools(store, results);
            try (ImportClaim claim = request.dryRun() ? new DryRunStore.Claim() : claim(named(FOLLOW, request))) {
                sweep(new ClassicImport(request.with(Steps.ONE), tools, claim), Set.of(), results);
                Optional<Set<RepositoryName>> next = Optional.of(Set.of());
                while (next.isPresent()) {
                    sweep(new ClassicImport(request.with(Steps.TWO), tools, claim), next.get(), results);
                    next = sweeps.next();
                }
            }
            return results.report();
        });
    }

    /** A failure that lasts longer than the retries is reported; the next sweep does the work. */
    private static void sweep(ClassicImport run, Set<RepositoryName> only, RunResults results) throws StoreException {
        try {
            if (only.isEmpty()) {
                run.run();
            } else {
                run.run(only);
            }
        } catch (StoreException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            results.found(MigrationReason.STORE_FAILED, "", "", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public MigrationReport export(MigrationRequest request, MigrationListener listener) {
        return answer(() -> {
            requireOwnLayout();
            boolean owned = new RecordedRuns(imports.runs()).isSourceOwned();
            RunResults results = new RunResults(listener);
            try (ImportClaim claim = request.dryRun() ? new DryRunStore.Claim() : begin(named(EXPORT, request))) {
                new ClassicExport(request, owned, metadata, storage, tools(imports, results), claim).run();
            }
            return results.report();
        });
    }

    /** Nothing is mixed into an old registry that was not imported. */
    private void requireOwnLayout() throws StoreException {
        requireNoTakeover();
        if (hasClassicLayout() && !hasEnded(imports)) {
            throw refusal("storage contains repositories below " + ClassicLayout.REPOSITORIES
                    + " that were not imported: import them first, with `registry database import`");
        }
    }

    @Override
    public MigrationReport verify(MigrationRequest request, boolean deep, MigrationListener listener) {
        return answer(() -> {
            requireClassicLayout();
            RunResults results = new RunResults(listener);
            Verification verification = new Verification(request, deep, metadata, tools(dryRun(), results));
            verification.run();
            return results.report();
        });
    }

    /** Content of repositories that were not imported yet looks unreferenced. */
    private void requireReferences(MigrationRequest request) throws StoreException {
        if (request.steps() == Steps.THREE && !hasEnded(imports)) {
            throw refusal("no import of all repositories has ended yet: run step two before step three");
        }
    }

    /** A run of some repositories is not called like one of all. */
    private static String named(String steps, MigrationRequest request) {
        return request.isWhole() ? steps : steps + " of " + request.repositories();
    }

    /**
     * True when an import of all repositories and their tags has ended, the move is finished, or the old registry in
     * storage is one that was exported: an export does not begin in another one. False during a takeover.
     */
    public static boolean hasEnded(MigrationStore imports) throws StoreException {
        if (isTakingOver(imports)) {
            return false;
        }
        return imports.runs().hasEnded(Set.of(Steps.TWO.name(), Steps.ALL.name(), TAKEOVER, FINISH, EXPORT))
                || imports.runs()
                        .last()
                        .filter(run -> run.steps().startsWith(EXPORT))
                        .isPresent();
    }

    /** True when a takeover has begun and not ended. */
    public static boolean isTakingOver(MigrationStore imports) throws StoreException {
        return imports.takeover().find().filter(state -> !state.ended()).isPresent();
    }

    /** True when the move is finished: the source is not imported any more. */
    public static boolean isFinished(MigrationStore imports) throws StoreException {
        return imports.runs().hasEnded(Set.of(FINISH));
    }

    private void requireNoTakeover() throws StoreException {
        if (isTakingOver(imports)) {
            throw refusal("the takeover of the old registry has not ended: wait until `registry database import"
                    + " --status` shows its end");
        }
    }

    private DryRunStore dryRun() {
        Retries retries = new Retries(backoff);
        return new DryRunStore(imports, new ClassicReader(storage, retries), retries);
    }

    private ImportTools tools(MigrationStore store, RunResults results) {
        Retries retries = new Retries(backoff);
        ClassicReader reader = new ClassicReader(storage, retries);
        BlobLookup blobs = new BlobLookup(reader, store, retries);
        return new ImportTools(reader, store, retries, blobs, new Payloads(reader), results, kinds, clock);
    }

    private boolean hasClassicLayout() throws StoreException {
        ClassicReader reader = new ClassicReader(storage, new Retries(backoff));
        return !reader.list(ClassicLayout.REPOSITORIES, "", 1).items().isEmpty();
    }

    private void requireClassicLayout() throws StoreException {
        if (!hasClassicLayout()) {
            throw refusal("storage has no repositories below " + ClassicLayout.REPOSITORIES
                    + ": give the bucket and root directory the old registry had");
        }
    }

    private void requireSource() throws StoreException {
        requireClassicLayout();
        if (locks.isPresent()) {
            locks.get().require();
        }
    }

    private ImportClaim claim(String steps) throws StoreException {
        if (isFinished(imports)) {
            throw refusal("the move was finished: nothing is imported any more");
        }
        return begin(steps);
    }

    private ImportClaim begin(String steps) throws StoreException {
        return imports.runs().begin(steps).orElseThrow(() -> refusal("another import or export is running"));
    }

    @Override
    public Optional<MigrationStatus> status() {
        return answer(() -> {
            Optional<ImportRun> last = imports.runs().last();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            List<ImportFinding> findings = imports.runs().findings(last.get().run(), SHOWN_FINDINGS);
            return Optional.of(status(last.get(), counts(last.get()), findings));
        });
    }

    @Override
    public List<MigrationRun> runs(int most) {
        return answer(() -> new RecordedRuns(imports.runs()).list(most));
    }

    private Map<String, Long> counts(ImportRun run) throws StoreException {
        if (!run.steps().equals(TAKEOVER)) {
            return run.counts();
        }
        return imports.takeover()
                .find()
                .map(state -> Map.of("finished", state.finished(), "unfinished", state.unfinished()))
                .orElse(Map.of());
    }

    private static MigrationStatus status(ImportRun run, Map<String, Long> counts, List<ImportFinding> findings) {
        return new MigrationStatus(
                run.steps(),
                run.started(),
                run.noted(),
                run.ended(),
                run.active(),
                counts,
                findings.stream().map(MigrationEngine::finding).toList());
    }

    private static MigrationFinding finding(ImportFinding finding) {
        return new MigrationFinding(
                MigrationReason.valueOf(finding.reason()), finding.repository(), finding.item(), finding.detail());
    }

    @Override
    public int finish() {
        return answer(() -> {
            requireNoTakeover();
            try (ImportClaim claim = claim(FINISH)) {
                // Content that came to the source after the last step one would never be collected.
                ImportTools tools = tools(imports, new RunResults(MigrationListener.NONE));
                new BlobFolders(tools.reader(), imports, tools.retries(), tools.results()).importAll(FINISH_THREADS);
                int scheduled = imports.runs().finish();
                claim.note(Map.of("reviewed", (long) scheduled), true);
                return scheduled;
            }
        });
    }

    @Override
    public boolean giveUp(RepositoryName repository) {
        return answer(() -> {
            if (!isTakingOver(imports)) {
                throw refusal("no takeover is active");
            }
            TakeoverClaim claim = imports.takeover().claim(repository, GIVEN_UP, clock.instant());
            boolean unfinished = claim == TakeoverClaim.GRANTED || claim == TakeoverClaim.HELD;
            if (unfinished) {
                ImportFinding finding = new ImportFinding(
                        MigrationReason.STORE_FAILED.name(), repository.value(), "", "its takeover was given up");
                imports.takeover().finish(repository, Fingerprints.NONE, List.of(finding));
            }
            return unfinished;
        });
    }

    @Override
    public int reset() {
        return answer(() -> {
            requireNoTakeover();
            try (ImportClaim claim = claim(RESET)) {
                int removed = new ImportReset(imports, new Retries(backoff)).run();
                claim.note(Map.of("removed", (long) removed), true);
                return removed;
            }
        });
    }

    @Override
    public long clean(boolean dryRun, MigrationListener listener) {
        return answer(() -> {
            if (!isFinished(imports)) {
                throw refusal("the move is not finished, and the old registry could still need its files: end the move"
                        + " first, with `registry database import finish`");
            }
            RunResults results = new RunResults(listener);
            try (ImportClaim claim = dryRun ? new DryRunStore.Claim() : begin(CLEAN)) {
                RunJournal journal = new RunJournal(claim, results, new Retries(backoff), clock);
                new ClassicRemoval(storage, new Retries(backoff), results, journal).run(dryRun);
            }
            return results.counts().removed();
        });
    }

    @Override
    public Map<String, Long> rows() {
        return answer(() -> imports.progress().counts().asMap());
    }

    private interface Work<T> {
        T run() throws StoreException;
    }

    private static <T> T answer(Work<T> work) {
        try {
            return work.run();
        } catch (StoreException e) {
            RegistryError error = new RegistryError(ErrorCode.UNAVAILABLE, String.valueOf(e.getMessage()), Map.of());
            throw new RegistryException(List.of(error), e);
        }
    }

    private static RegistryException refusal(String message) {
        return new RegistryException(ErrorCode.UNSUPPORTED, message);
    }
}
