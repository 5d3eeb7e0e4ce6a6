package dev.berth.registry.engine.migration;

import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.time.Instant;
import java.util.HashSet;
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
        repository.oddities.forEach(
                oddity -> results.found(oddity.reason(), repository.name, oddity.item(), oddity.detail()));
        ExportedContent here = ExportedContent.read(tools.store().exports(), tools.retries(), name.get());
        Set<Digest> linked = verifyBlobs(name.get(), repository, here);
        Set<Digest> manifests = verifyManifests(name.get(), repository, linked, here);
        verifyTags(name.get(), repository, manifests, here);
        results.publish();
    }

    /** The layers with content at the old registry. */
    private Set<Digest> verifyBlobs(RepositoryName name, ClassicRepository repository, ExportedContent here)
            throws StoreException {
        Set<Digest> linked = new HashSet<>();
        Set<Digest> absent = new HashSet<>();
        for (Digest layer : repository.layers.keySet()) {
            AuditedBlob blob = here.blobs().get(layer);
            if (blob == null) {
                absent.add(layer);
                continue;
            }
            linked.add(layer);
            results.links.increment();
            if (deep) {
                verifyBytes(name, blob);
            }
        }
        Set<Digest> known = tools.blobs().find(absent).keySet();
        for (Digest layer : absent) {
            if (known.contains(layer)) {
                linked.add(layer);
                differs(name, layer.toString(), "the blob is missing");
            } else {
                results.found(MigrationReason.LAYER_MISSING, name.value(), layer.toString(), "its content is missing");
            }
        }
        return linked;
    }

    private void verifyBytes(RepositoryName name, AuditedBlob blob) throws StoreException {
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
    private Set<Digest> verifyManifests(
            RepositoryName name, ClassicRepository repository, Set<Digest> linked, ExportedContent here)
            throws StoreException {
        ManifestSelection selection = new ManifestSelection(repository, linked, Map.of(), tools);
        Set<Digest> both = new HashSet<>();
        for (Digest digest : repository.revisions.keySet()) {
            if (here.manifests().contains(digest)) {
                both.add(digest);
                results.manifests.increment();
                if (deep) {
                    verifyContent(name, digest);
                }
            } else {
                explainAbsence(name, selection, digest);
            }
        }
        return both;
    }

    /** A manifest that was deleted meanwhile is not damaged. */
    private void verifyContent(RepositoryName name, Digest digest) throws StoreException {
        Optional<StoredManifest> found =
                tools.retries().call(() -> metadata.manifests().find(name, digest));
        if (found.isPresent()
                && !Digest.compute(digest.algorithm(), found.get().manifest().content())
                        .equals(digest)) {
            results.found(MigrationReason.DIGEST_MISMATCH, name.value(), digest.toString(), "the manifest is damaged");
        }
    }

    /** Content that the import skips is reported with its reason; content that it would take has none. */
    private void explainAbsence(RepositoryName name, ManifestSelection selection, Digest digest) throws StoreException {
        AuditedBlob payload = tools.blobs().find(Set.of(digest)).get(digest);
        Optional<MigrationReason> defect = RepositoryImport.defect(payload);
        if (payload == null || defect.isPresent()) {
            results.found(
                    defect.orElse(MigrationReason.MANIFEST_MISSING),
                    name.value(),
                    digest.toString(),
                    "its content is missing, empty or too large");
        } else if (selection
                .select(digest, tools.payloads().read(payload), Instant.EPOCH)
                .isPresent()) {
            differs(name, digest.toString(), "the manifest is missing");
        }
    }

    private void verifyTags(
            RepositoryName name, ClassicRepository repository, Set<Digest> manifests, ExportedContent here)
            throws StoreException {
        Map<Tag, Digest> there =
                new TagTargets(repository, tools, request.readTags(), request.tagReads()).of(manifests);
        for (Map.Entry<Tag, Digest> tag : there.entrySet()) {
            Optional<Digest> target = Optional.ofNullable(here.tags().get(tag.getKey()));
            if (target.equals(Optional.of(tag.getValue()))) {
                results.tags.increment();
            } else {
                differs(
                        name,
                        tag.getKey().value(),
                        "the tag names " + target.map(Digest::toString).orElse("nothing") + ", not " + tag.getValue());
            }
        }
        Set<Tag> old = repository.tagNames();
        here.tags().keySet().stream()
                .filter(tag -> !old.contains(tag))
                .forEach(tag -> results.found(
                        MigrationReason.NOT_IN_SOURCE, name.value(), tag.value(), "the old registry lacks the tag"));
    }

    private void differs(RepositoryName name, String item, String detail) {
        results.found(MigrationReason.NOT_AS_IN_SOURCE, name.value(), item, detail);
    }
}
