package dev.berth.registry.engine.migration;

import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.migration.ImportedManifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the sizes and media types that indexes declare for their children with the children, also with those of
 * earlier imports. Differences are reported: the old registry served the index in spite of them. For one thread.
 */
final class ChildComparison {
    /** Most children are of the same run and known at its end; above this number the others are read at once. */
    private static final int MAX_PENDING = 10_000;

    private final ClassicRepository repository;
    private final ImportTools tools;
    private final ManifestReader reader;
    private final Map<Digest, Child> known = new HashMap<>();
    private final Map<MediaType, MediaType> types = new HashMap<>();
    private final List<Declared> pending = new ArrayList<>();

    private record Child(long size, MediaType type) {}

    private record Declared(Digest index, ManifestReference child) {}

    ChildComparison(ClassicRepository repository, ImportTools tools, ManifestReader reader) {
        this.repository = repository;
        this.tools = tools;
        this.reader = reader;
    }

    /** Children that are no manifests of the repository are missing or blobs. */
    void add(ImportedManifest imported) {
        Digest digest = imported.manifest().digest();
        learn(digest, imported.manifest().size(), imported.manifest().mediaType());
        for (ManifestReference reference : imported.references()) {
            if (reference.target() == Target.MANIFEST_OR_BLOB && repository.revisions.containsKey(reference.digest())) {
                pending.add(new Declared(digest, reference));
            }
        }
    }

    private void learn(Digest digest, long size, MediaType type) {
        known.put(digest, new Child(size, types.computeIfAbsent(type, first -> first)));
    }

    void compareIfMany() throws StoreException {
        if (pending.size() >= MAX_PENDING) {
            compare();
        }
    }

    void compare() throws StoreException {
        Set<Digest> unknown = pending.stream()
                .map(declared -> declared.child().digest())
                .filter(child -> !known.containsKey(child))
                .collect(Collectors.toSet());
        for (AuditedBlob payload : tools.blobs().find(unknown).values()) {
            read(payload);
        }
        pending.forEach(this::compare);
        pending.clear();
    }

    /** A child that cannot be read is reported in its own turn. */
    private void read(AuditedBlob payload) throws StoreException {
        if (payload.size() == 0 || payload.size() > RepositoryImport.MAX_BYTES) {
            return;
        }
        byte[] content = tools.payloads().read(payload);
        typeOf(content).ifPresent(type -> learn(payload.digest(), content.length, type));
    }

    private Optional<MediaType> typeOf(byte[] content) {
        try {
            return Optional.of(reader.readStored(ByteBuffer.wrap(content)).mediaType());
        } catch (RegistryException unreadable) {
            return Optional.empty();
        }
    }

    private void compare(Declared declared) {
        Child child = known.get(declared.child().digest());
        if (child == null) {
            return;
        }
        long size = declared.child().size().orElse(child.size());
        if (size != child.size()) {
            String detail = " with " + size + " bytes, but its stored size is " + child.size();
            report(MigrationReason.SIZE_CONTRADICTS, declared, detail);
        }
        MediaType type = declared.child().mediaType().orElse(child.type());
        if (!type.equals(child.type())) {
            String detail = " as type " + type + ", but its stored type is " + child.type();
            report(MigrationReason.TYPE_CONTRADICTS, declared, detail);
        }
    }

    private void report(MigrationReason reason, Declared declared, String detail) {
        tools.results()
                .found(
                        reason,
                        repository.name,
                        declared.index().toString(),
                        "it declares " + declared.child().digest() + detail);
    }
}
