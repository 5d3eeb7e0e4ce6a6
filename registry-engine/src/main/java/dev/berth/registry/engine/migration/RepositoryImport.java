package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Imports the links and manifests of one repository. Used once. */
final class RepositoryImport {
    private static final int MAX_MANIFESTS = 200;
    static final long MAX_BYTES = 4L * 1024 * 1024;

    private final ClassicRepository repository;
    private final RepositoryName name;
    private final ImportTools tools;
    private final MigrationStore store;
    private final RunResults results;
    private final List<ImportedManifest> batch = new ArrayList<>();
    private long batchBytes;
    private final Set<Digest> accepted = new HashSet<>();
    private final ChildComparison children;

    RepositoryImport(ClassicRepository repository, RepositoryName name, ImportTools tools) {
        this.repository = repository;
        this.name = name;
        this.tools = tools;
        this.store = tools.store();
        this.results = tools.results();
        this.children = new ChildComparison(repository, tools, ManifestSelection.READER);
    }

    /** The manifests the repository has from imports now. */
    Set<Digest> importContent() throws StoreException {
        repository.oddities.forEach(
                oddity -> results.found(oddity.reason(), repository.name, oddity.item(), oddity.detail()));
        RepositoryLinks links = new RepositoryLinks(repository, name, tools);
        links.link();
        importManifests(links);
        return accepted;
    }

    private void importManifests(RepositoryLinks links) throws StoreException {
        Set<Digest> known = tools.retries().call(() -> store.progress().manifests(name));
        Map<Digest, Instant> fresh = new TreeMap<>(repository.revisions);
        fresh.keySet().removeAll(known);
        accepted.addAll(known);
        ManifestSelection selection =
                new ManifestSelection(repository, links.sizes.keySet(), links.sizesOfAll(), tools);
        for (Map.Entry<Digest, Instant> revision : fresh.entrySet()) {
            importManifest(selection, revision.getKey(), revision.getValue(), links.payloads.get(revision.getKey()));
            if (batch.size() >= MAX_MANIFESTS || batchBytes >= MAX_BYTES) {
                put(selection, links);
                children.compareIfMany();
            }
        }
        put(selection, links);
        children.compare();
    }

    private void importManifest(
            ManifestSelection selection, Digest digest, Instant created, @Nullable AuditedBlob payload)
            throws StoreException {
        if (payload == null) {
            skip(MigrationReason.MANIFEST_MISSING, digest, "its content is missing");
        } else if (payload.size() == 0) {
            skip(MigrationReason.MANIFEST_EMPTY, digest, "its content is empty");
        } else if (payload.size() > MAX_BYTES) {
            skip(MigrationReason.MANIFEST_TOO_LARGE, digest, "its content has " + payload.size() + " bytes");
        } else {
            byte[] content = tools.payloads().read(payload);
            selection.select(digest, content, created).ifPresent(manifest -> {
                batch.add(manifest);
                children.add(manifest);
                batchBytes += content.length;
            });
        }
    }

    /** The reason for which content cannot be that of a manifest, before it is read. */
    static Optional<MigrationReason> defect(@Nullable AuditedBlob payload) {
        if (payload == null) {
            return Optional.of(MigrationReason.MANIFEST_MISSING);
        }
        if (payload.size() == 0) {
            return Optional.of(MigrationReason.MANIFEST_EMPTY);
        }
        return payload.size() > MAX_BYTES ? Optional.of(MigrationReason.MANIFEST_TOO_LARGE) : Optional.empty();
    }

    private void skip(MigrationReason reason, Digest manifest, String detail) {
        results.found(reason, repository.name, manifest.toString(), detail);
    }

    /** A blob that the collector took meanwhile costs the manifests that need it, until the next run. */
    private void put(ManifestSelection selection, RepositoryLinks links) throws StoreException {
        links.add(selection.unlinked);
        selection.unlinked.clear();
        while (!batch.isEmpty()) {
            Set<Digest> missing = tools.retries().call(() -> store.content().putManifests(name, batch));
            if (missing.isEmpty()) {
                batch.forEach(manifest -> accepted.add(manifest.manifest().digest()));
                results.manifests.add(batch.size());
                batch.clear();
            }
            batch.removeIf(manifest -> needs(manifest, missing));
        }
        batchBytes = 0;
    }

    private boolean needs(ImportedManifest manifest, Set<Digest> missing) {
        boolean needs = manifest.references().stream().anyMatch(reference -> missing.contains(reference.digest()));
        if (needs) {
            skip(MigrationReason.LAYER_MISSING, manifest.manifest().digest(), "a blob it needs was removed");
        }
        return needs;
    }
}
