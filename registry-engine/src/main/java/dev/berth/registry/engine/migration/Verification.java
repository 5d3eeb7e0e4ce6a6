package dev.berth.registry.engine.migration;

import dev.berth.registry.MigrationReason;
import dev.berth.registry.MigrationRequest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Compares each repository of the old registry with the same one of this registry. Used once. */
final class Verification {
    private final MigrationRequest request;
    private final boolean deep;
    private final MetadataStore metadata;
    private final ImportTools tools;
    private final RunResults results;
    private final NamePattern pattern;

    Verification(MigrationRequest request, boolean deep, MetadataStore metadata, ImportTools tools) {
        this.request = request;
        this.deep = deep;
        this.metadata = metadata;
        this.tools = tools;
        this.results = tools.results();
        this.pattern = new NamePattern(request.repositories());
    }

    void run() throws StoreException {
        new RepositoryWalk(tools.reader(), results, pattern.beginning(), this::visit).run(request.threads());
    }

    private void visit(ClassicRepository repository) throws StoreException {
        if (!pattern.matches(repository.name)) {
            return;
        }
        results.repositories.increment();
        Optional<RepositoryName> name = RepositoryName.parse(repository.name);
        if (name.isEmpty()) {
            results.found(MigrationReason.NAME_INVALID, repository.name, "", "not the name of a repository");
            return;
        }
        Set<Digest> linked = new HashSet<>();
        for (Digest layer : repository.layers.keySet()) {
            if (verifyBlob(name.get(), layer)) {
                linked.add(layer);
            }
        }
        Set<Digest> manifests = verifyManifests(name.get(), repository, linked);
        verifyTags(name.get(), repository, manifests);
        results.publish();
    }

    /** True when the old registry has its content. */
    private boolean verifyBlob(RepositoryName name, Digest digest) throws StoreException {
        Optional<StoredBlob> blob =
                tools.retries().call(() -> metadata.blobLinks().find(name, digest));
        if (blob.isPresent()) {
            results.links.increment();
            if (deep) {
                verifyBytes(name, blob.get());
            }
        } else if (tools.blobs().isThere(digest)) {
            differs(name, digest.toString(), "the blob is not there");
        } else {
            results.found(MigrationReason.LAYER_MISSING, name.value(), digest.toString(), "its content is missing");
            return false;
        }
        return true;
    }

    private void verifyBytes(RepositoryName name, StoredBlob blob) throws StoreException {
        OptionalLong size = tools.reader().size(blob.key());
        if (size.isEmpty() || size.getAsLong() != blob.size()) {
            differs(name, blob.digest().toString(), "object " + blob.key() + " is missing or has another length");
            return;
        }
        Digest found = tools.reader().hash(blob.digest(), blob.key(), blob.size());
        if (!found.equals(blob.digest())) {
            results.found(
                    MigrationReason.DIGEST_MISMATCH,
                    name.value(),
                    blob.digest().toString(),
                    "its content has " + found);
        }
    }

    /** The manifests that are here; of each that is not, the reason. */
    private Set<Digest> verifyManifests(RepositoryName name, ClassicRepository repository, Set<Digest> linked)
            throws StoreException {
        Set<Digest> here = new HashSet<>();
        ManifestSelection selection = new ManifestSelection(repository, tools.blobs(), linked, results);
        for (Map.Entry<Digest, Instant> revision : repository.revisions.entrySet()) {
            Digest digest = revision.getKey();
            Optional<StoredManifest> found =
                    tools.retries().call(() -> metadata.manifests().find(name, digest));
            if (found.isEmpty()) {
                explainAbsence(name, selection, digest);
            } else {
                here.add(digest);
                results.manifests.increment();
                verifyContent(name, found.get());
            }
        }
        return here;
    }

    private void verifyContent(RepositoryName name, StoredManifest manifest) {
        Digest digest = manifest.manifest().digest();
        if (deep
                && !Digest.compute(digest.algorithm(), manifest.manifest().content())
                        .equals(digest)) {
            results.found(MigrationReason.DIGEST_MISMATCH, name.value(), digest.toString(), "the manifest is damaged");
        }
    }

    /** Content that the import skips is reported with its reason; content that it would take has none. */
    private void explainAbsence(RepositoryName name, ManifestSelection selection, Digest digest) throws StoreException {
        AuditedBlob payload = tools.blobs().find(Set.of(digest)).get(digest);
        if (payload == null || payload.size() == 0 || payload.size() > RepositoryImport.MAX_BYTES) {
            results.found(
                    MigrationReason.MANIFEST_MISSING,
                    name.value(),
                    digest.toString(),
                    "its content is missing or empty");
        } else if (selection
                .select(digest, tools.payloads().read(payload), Instant.EPOCH)
                .isPresent()) {
            differs(name, digest.toString(), "the manifest is not there");
        }
    }

    private void verifyTags(RepositoryName name, ClassicRepository repository, Set<Digest> manifests)
            throws StoreException {
        Map<Tag, Digest> there = new TagTargets(repository, tools, request.readTags()).of(manifests);
        for (Map.Entry<Tag, Digest> tag : there.entrySet()) {
            Optional<Digest> here = tools.retries()
                    .call(() -> metadata.manifests().find(name, tag.getKey()))
                    .map(found -> found.manifest().digest());
            if (here.equals(Optional.of(tag.getValue()))) {
                results.tags.increment();
            } else {
                differs(
                        name,
                        tag.getKey().value(),
                        "the tag names " + here.map(Digest::toString).orElse("nothing") + ", not " + tag.getValue());
            }
        }
        findNewTags(name, repository.tagNames());
    }

    private void findNewTags(RepositoryName name, Set<Tag> old) throws StoreException {
        PageRequest next = PageRequest.first(1_000);
        boolean more = true;
        while (more) {
            PageRequest request = next;
            Page<Tag> page = tools.retries()
                    .call(() -> metadata.tags().list(name, request))
                    .orElse(new Page<>(List.of(), false));
            page.items().stream()
                    .filter(tag -> !old.contains(tag))
                    .forEach(tag -> results.found(
                            MigrationReason.NOT_IN_SOURCE,
                            name.value(),
                            tag.value(),
                            "the old registry lacks the tag"));
            more = page.more();
            if (more) {
                next = PageRequest.after(
                        page.items().get(page.items().size() - 1).value(), 1_000);
            }
        }
    }

    private void differs(RepositoryName name, String item, String detail) {
        results.found(MigrationReason.NOT_AS_IN_SOURCE, name.value(), item, detail);
    }
}
