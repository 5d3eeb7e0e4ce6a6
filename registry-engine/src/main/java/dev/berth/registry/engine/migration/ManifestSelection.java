package dev.berth.registry.engine.migration;

import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.ManifestProperties;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.migration.ImportedManifest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Selects the manifests of a repository to import: those that the source registry could serve with their content. */
final class ManifestSelection {
    private static final int MAX_DESCRIPTORS = 100_000;
    static final ManifestReader READER = new ManifestReader(MAX_DESCRIPTORS);

    private final ClassicRepository repository;
    private final BlobLookup blobs;
    private final Set<Digest> linked;
    private final KindTable kinds;
    private final Map<Digest, Long> sizes;
    private final RunResults results;
    /** Layers that manifests need, and that were there without a link. */
    final List<Digest> unlinked = new ArrayList<>();

    /**
     * @param linked the links of the repository; grows by {@link #unlinked}
     * @param sizes the lengths of known content, with which declared lengths are compared
     */
    ManifestSelection(ClassicRepository repository, Set<Digest> linked, Map<Digest, Long> sizes, ImportTools tools) {
        this.repository = repository;
        this.blobs = tools.blobs();
        this.linked = new HashSet<>(linked);
        this.kinds = tools.kinds();
        this.sizes = new HashMap<>(sizes);
        this.results = tools.results();
    }

    /** The manifest to import; empty when it is skipped, for a reported reason. */
    Optional<ImportedManifest> select(Digest digest, byte[] content, Instant created) throws StoreException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (!Digest.compute(digest.algorithm(), bytes).equals(digest)) {
            return skip(MigrationReason.DIGEST_MISMATCH, digest, "its content has another digest");
        }
        try {
            return select(digest, bytes, READER.readStored(bytes), created);
        } catch (RegistryException e) {
            return skip(MigrationReason.MANIFEST_INVALID, digest, String.valueOf(e.getMessage()));
        }
    }

    private Optional<ImportedManifest> select(Digest digest, ByteBuffer content, ReadManifest read, Instant created)
            throws StoreException {
        Set<ManifestReference> references = new HashSet<>(read.references());
        boolean first = true;
        for (ManifestReference reference : read.references()) {
            boolean usable = reference.target() != Target.MANIFEST_OR_BLOB
                    ? first ? isConfigThere(digest, reference) : isLayerThere(digest, reference)
                    : isChildThere(digest, reference);
            if (!usable) {
                return Optional.empty();
            }
            compare(digest, reference);
            first = false;
        }
        read.elsewhere().stream()
                .filter(linked::contains)
                .forEach(layer -> references.add(new ManifestReference(layer, Target.BLOB)));
        Manifest manifest = new Manifest(digest, read.mediaType(), content);
        return Optional.of(new ImportedManifest(
                manifest,
                references,
                new ManifestProperties(kinds.kindOf(read), read.config(), read.searched()),
                read.subject(),
                read.subject().map(any -> referrer(manifest, read)),
                created));
    }

    /** The source registry served the manifest in spite of a wrong size. Children: {@link ChildComparison}. */
    private void compare(Digest manifest, ManifestReference reference) {
        boolean isChild =
                reference.target() == Target.MANIFEST_OR_BLOB && repository.revisions.containsKey(reference.digest());
        long stored = sizes.getOrDefault(reference.digest(), reference.size().orElse(0));
        if (!isChild && reference.size().isPresent() && reference.size().getAsLong() != stored) {
            skip(
                    MigrationReason.SIZE_CONTRADICTS,
                    manifest,
                    "it declares " + reference.digest() + " with "
                            + reference.size().getAsLong() + " bytes, but its stored size is " + stored);
        }
    }

    private static Descriptor referrer(Manifest manifest, ReadManifest read) {
        return new Descriptor(
                manifest.mediaType(), manifest.digest(), manifest.size(), read.artifactType(), read.annotations());
    }

    /** The reader names the config first. */
    private boolean isConfigThere(Digest manifest, ManifestReference config) throws StoreException {
        if (linked.contains(config.digest())) {
            return true;
        }
        boolean there = blobs.find(config.digest()).isPresent();
        skip(
                there ? MigrationReason.CONFIG_NOT_LINKED : MigrationReason.CONFIG_MISSING,
                manifest,
                "its config " + config.digest() + (there ? " is not linked to the repository" : " is missing"));
        return false;
    }

    private boolean isLayerThere(Digest manifest, ManifestReference layer) throws StoreException {
        if (linked.contains(layer.digest())) {
            return true;
        }
        Optional<AuditedBlob> blob = blobs.find(layer.digest());
        if (blob.isEmpty()) {
            skip(MigrationReason.LAYER_MISSING, manifest, "its layer " + layer.digest() + " is missing");
            return false;
        }
        sizes.put(layer.digest(), blob.get().size());
        linked.add(layer.digest());
        unlinked.add(layer.digest());
        skip(MigrationReason.LAYER_NOT_LINKED, manifest, "its layer " + layer.digest() + " had no link; it was linked");
        return true;
    }

    /** The old registry served an index without regard to its children. */
    private boolean isChildThere(Digest index, ManifestReference child) {
        boolean isBlob = linked.contains(child.digest());
        if (!repository.revisions.containsKey(child.digest()) && !(isBlob && child.acceptsBlob())) {
            String detail = isBlob ? " is a blob and no manifest" : " is missing";
            skip(MigrationReason.CHILD_MISSING, index, "its child " + child.digest() + detail);
        }
        return true;
    }

    private Optional<ImportedManifest> skip(MigrationReason reason, Digest manifest, String detail) {
        results.found(reason, repository.name, manifest.toString(), detail);
        return Optional.empty();
    }
}
