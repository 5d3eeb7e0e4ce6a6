package dev.berth.registry.engine.migration;

import dev.berth.registry.annotation.Internal;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An old registry that has stopped, whose repositories are imported one by one. Safe for use by several threads. */
@Internal
public final class ClassicSource {
    private static final int NAMES_AT_A_TIME = 1_000;

    private final MigrationStore store;
    private final KindTable kinds;
    private final Clock clock;
    private final Retries retries;
    private final ClassicReader reader;
    private final BlobLookup blobs;
    private final Payloads payloads;

    /**
     * A source in this storage.
     *
     * @param kinds the kinds of imported artifacts
     * @param backoff the wait after the first failure of a call
     */
    public ClassicSource(MigrationStore store, BlobStore storage, KindTable kinds, Clock clock, Duration backoff) {
        this.store = store;
        this.kinds = kinds;
        this.clock = clock;
        this.retries = new Retries(backoff);
        this.reader = new ClassicReader(storage, retries);
        this.blobs = new BlobLookup(reader, store, retries);
        this.payloads = new Payloads(reader);
    }

    /** The last import of a repository: the imported state, and the findings. */
    public record Imported(Fingerprints fingerprints, List<ImportFinding> findings) {}

    /** Takes names, some at a time. */
    public interface Names {
        /** Takes the next names. */
        void take(List<RepositoryName> names) throws StoreException;
    }

    /** True when the source has files of this repository; costs one listing. */
    public boolean has(RepositoryName repository) throws StoreException {
        return !reader.list(ClassicLayout.folder(repository.value()), "", 1)
                .items()
                .isEmpty();
    }

    /**
     * Lists the names of all repositories.
     *
     * @return the findings: names that this registry refuses
     */
    public List<ImportFinding> names(Names names) throws StoreException {
        RunResults results = new RunResults(MigrationListener.NONE);
        List<RepositoryName> batch = new ArrayList<>();
        new ClassicNames(reader).forEach(text -> {
            Optional<RepositoryName> name = RepositoryName.parse(text);
            if (name.isEmpty()) {
                results.found(MigrationReason.NAME_INVALID, text, "", "not the name of a repository");
                return;
            }
            batch.add(name.get());
            if (batch.size() == NAMES_AT_A_TIME) {
                names.take(List.copyOf(batch));
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            names.take(List.copyOf(batch));
        }
        return results.unrecorded();
    }

    /**
     * Imports the present state of a repository. Content that an earlier import skipped is tried again, and deletions
     * are applied even if an earlier import was interrupted.
     */
    public Imported importRepository(RepositoryName name) throws StoreException {
        RunResults results = new RunResults(MigrationListener.NONE);
        ImportTools tools = new ImportTools(reader, store, retries, blobs, payloads, results, kinds, clock);
        ClassicRepository repository = reader.repository(name.value());
        Set<Digest> manifests = new RepositoryImport(repository, name, tools).importContent();
        new TagImport(repository, name, tools, false, 1).importTags(manifests);
        ImportedNames present = new ImportedNames(
                repository.revisions.keySet(), repository.layers.keySet(), Optional.of(repository.tagNames()));
        retries.call(() -> store.content().retain(name, present));
        return new Imported(repository.fingerprints(), results.unrecorded());
    }
}
