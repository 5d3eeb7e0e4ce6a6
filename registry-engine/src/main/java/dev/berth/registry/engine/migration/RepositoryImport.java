package dev.berth.registry.engine.migration;

import dev.berth.registry.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.migration.ImportedLink;
import dev.berth.registry.spi.migration.ImportedManifest;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final Tally tally;
    private final List<ImportedManifest> batch = new ArrayList<>();
    private long batchBytes;
    private final Set<Digest> accepted = new HashSet<>();

    RepositoryImport(ClassicRepository repository, RepositoryName name, ImportTools tools) {
        this.repository = repository;
        this.name = name;
        this.tools = tools;
        this.store = tools.store();
        this.tally = tools.tally();
    }

    /** The manifests the repository has from imports now. */
    Set<Digest> importContent() throws StoreException {
        repository.oddities.forEach(
                oddity -> tally.found(oddity.reason(), repository.name, oddity.item(), oddity.detail()));
        Set<Digest> linked = importLinks();
        importManifests(linked);
        Batches.of(
                List.copyOf(repository.revisions.keySet()),
                revisions -> tools.retries().of(() -> {
                    store.content().keep(revisions);
                    return revisions;
                }));
        return accepted;
    }

    private Set<Digest> importLinks() throws StoreException {
        Set<Digest> linked =
                new HashSet<>(tools.blobs().find(repository.layers.keySet()).keySet());
        List<ImportedLink> links = new ArrayList<>();
        repository.layers.forEach((digest, since) -> {
            if (linked.contains(digest)) {
                links.add(new ImportedLink(digest, since));
            } else {
                tally.found(
                        MigrationReason.LAYER_MISSING, repository.name, digest.toString(), "its content is missing");
            }
        });
        link(links);
        return linked;
    }

    private void link(List<ImportedLink> links) throws StoreException {
        Batches.of(links, part -> {
            int made = tools.retries().of(() -> store.content().link(name, part));
            tally.links.add(made);
            return made;
        });
    }

    private void importManifests(Set<Digest> linked) throws StoreException {
        Set<Digest> known = tools.retries().of(() -> store.progress().manifests(name));
        Map<Digest, Instant> fresh = new TreeMap<>(repository.revisions);
        fresh.keySet().removeAll(known);
        accepted.addAll(known);
        Map<Digest, AuditedBlob> payloads = tools.blobs().find(fresh.keySet());
        ManifestJudge judge = new ManifestJudge(repository, tools.blobs(), linked, tally);
        for (Map.Entry<Digest, Instant> revision : fresh.entrySet()) {
            importManifest(judge, revision.getKey(), revision.getValue(), payloads.get(revision.getKey()));
            if (batch.size() >= MAX_MANIFESTS || batchBytes >= MAX_BYTES) {
                put(judge);
            }
        }
        put(judge);
    }

    private void importManifest(ManifestJudge judge, Digest digest, Instant created, @Nullable AuditedBlob payload)
            throws StoreException {
        if (payload == null) {
            skip(MigrationReason.MANIFEST_MISSING, digest, "its content is missing");
        } else if (payload.size() == 0) {
            skip(MigrationReason.MANIFEST_EMPTY, digest, "its content is empty");
        } else if (payload.size() > MAX_BYTES) {
            skip(MigrationReason.MANIFEST_TOO_LARGE, digest, "its content has " + payload.size() + " bytes");
        } else {
            byte[] content = tools.payloads().read(payload);
            judge.judge(digest, content, created).ifPresent(manifest -> {
                batch.add(manifest);
                batchBytes += content.length;
            });
        }
    }

    private void skip(MigrationReason reason, Digest manifest, String detail) {
        tally.found(reason, repository.name, manifest.toString(), detail);
    }

    /** A blob that the collector took meanwhile costs the manifests that need it, until the next run. */
    private void put(ManifestJudge judge) throws StoreException {
        List<ImportedLink> added = judge.unlinked.stream()
                .distinct()
                .map(digest -> new ImportedLink(digest, tools.now()))
                .toList();
        link(added);
        judge.unlinked.clear();
        while (!batch.isEmpty()) {
            Set<Digest> missing = tools.retries().of(() -> store.content().putManifests(name, batch));
            if (missing.isEmpty()) {
                batch.forEach(manifest -> accepted.add(manifest.manifest().digest()));
                tally.manifests.add(batch.size());
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
