package dev.berth.registry.engine.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ExportStore;
import dev.berth.registry.spi.migration.Fingerprints;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import dev.berth.registry.spi.migration.ImportProgressStore;
import dev.berth.registry.spi.migration.ImportRunStore;
import dev.berth.registry.spi.migration.ImportedBlob;
import dev.berth.registry.spi.migration.ImportedContentStore;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.ImportedNames;
import dev.berth.registry.spi.migration.ImportedTag;
import dev.berth.registry.spi.migration.LinkedContent;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.migration.StoredCounts;
import dev.berth.registry.spi.migration.TakeoverStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The store of a dry run: a write succeeds without effect, a read returns what earlier runs imported. */
final class DryRunStore implements MigrationStore, ImportedContentStore, ImportProgressStore {
    private final MigrationStore store;
    private final BlobLookup blobs;

    /** @param reader finds content that a run would have added */
    DryRunStore(MigrationStore store, ClassicReader reader, Retries retries) {
        this.store = store;
        this.blobs = new BlobLookup(reader, this, retries);
    }

    @Override
    public ImportedContentStore content() {
        return this;
    }

    @Override
    public ImportProgressStore progress() {
        return this;
    }

    @Override
    public ExportStore exports() {
        return store.exports();
    }

    @Override
    public ImportRunStore runs() {
        return store.runs();
    }

    @Override
    public TakeoverStore takeover() {
        return store.takeover();
    }

    @Override
    public int addBlobs(List<ImportedBlob> blobs) {
        return blobs.size();
    }

    @Override
    public Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException {
        return store.content().find(digests);
    }

    @Override
    public LinkedContent link(RepositoryName repository, List<ImportedLink> links, List<Digest> payloads)
            throws StoreException {
        Map<Digest, Long> sizes = new HashMap<>();
        blobs.find(links.stream().map(ImportedLink::digest).toList())
                .forEach((digest, blob) -> sizes.put(digest, blob.size()));
        return new LinkedContent(sizes.size(), sizes, blobs.find(payloads));
    }

    @Override
    public Set<Digest> putManifests(RepositoryName repository, List<ImportedManifest> manifests) {
        return Set.of();
    }

    @Override
    public int setTags(RepositoryName repository, List<ImportedTag> tags) {
        return tags.size();
    }

    @Override
    public int retain(RepositoryName repository, ImportedNames present) {
        return 0;
    }

    @Override
    public Optional<Fingerprints> find(String source) throws StoreException {
        return store.progress().find(source);
    }

    @Override
    public void conclude(String source, Fingerprints fingerprints) {
        // the next run begins where the last real one ended
    }

    @Override
    public Page<String> sources(PageRequest page) throws StoreException {
        return store.progress().sources(page);
    }

    @Override
    public Set<Digest> manifests(RepositoryName repository) throws StoreException {
        return store.progress().manifests(repository);
    }

    @Override
    public StoredCounts counts() throws StoreException {
        return store.progress().counts();
    }

    /** The claim of a dry run: it excludes no other run and records nothing. */
    record Claim() implements ImportClaim {
        @Override
        public long run() {
            return 0;
        }

        @Override
        public void record(List<ImportFinding> findings) {
            // shown to the caller only
        }

        @Override
        public void note(Map<String, Long> counts, boolean ended) {
            // shown to the caller only
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
