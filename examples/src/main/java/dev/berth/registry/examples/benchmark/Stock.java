package dev.berth.registry.examples.benchmark;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Fills a test bed with content to review. For one thread. */
final class Stock {
    private static final int BYTES = 100;
    private static final int PER_MANIFEST = 100;
    private static final int REPOSITORIES = 50;

    private final TestBed bed;
    private final RandomGenerator random;

    Stock(TestBed bed, RandomGenerator random) {
        this.bed = bed;
        this.random = random;
    }

    /** Blobs that nothing needs, with their objects. */
    void deadBlobs(int count) throws StoreException {
        for (int i = 0; i < count; i++) {
            blob(repository(i));
        }
    }

    /** Blobs under review that manifests need. */
    void liveLinks(int count) throws StoreException {
        for (int i = 0; i < count / PER_MANIFEST; i++) {
            List<Digest> layers = new ArrayList<>();
            for (int layer = 0; layer < PER_MANIFEST; layer++) {
                layers.add(blob(repository(i)));
            }
            put(repository(i), ManifestReference.Target.BLOB, layers, List.of(new Tag("image-" + i)));
        }
    }

    /** Manifests under review that indexes list. */
    void liveManifests(int count) throws StoreException {
        for (int i = 0; i < count / PER_MANIFEST; i++) {
            List<Digest> children = new ArrayList<>();
            for (int child = 0; child < PER_MANIFEST; child++) {
                children.add(put(repository(i), ManifestReference.Target.BLOB, List.of(), List.of()));
            }
            Tag tag = new Tag("index-" + i);
            put(repository(i), ManifestReference.Target.MANIFEST_OR_BLOB, children, List.of(tag));
        }
    }

    /** Manifests that nothing needs. */
    void deadManifests(int count) throws StoreException {
        for (int i = 0; i < count; i++) {
            put(repository(i), ManifestReference.Target.BLOB, List.of(), List.of());
        }
    }

    private static RepositoryName repository(int number) {
        return new RepositoryName("benchmark/r" + number % REPOSITORIES);
    }

    private Digest blob(RepositoryName repository) throws StoreException {
        ByteBuffer content = content();
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, content.duplicate());
        StorageKey key = new StorageKey("%016x%016x".formatted(random.nextLong(), random.nextLong()));
        try (BlobWriter writer = bed.storage().writer(key)) {
            writer.write(content);
            writer.commit();
        }
        bed.metadata().uploads().finish(new FinishedUpload(repository, Optional.empty(), digest, BYTES, key));
        return digest;
    }

    private Digest put(
            RepositoryName repository, ManifestReference.Target target, List<Digest> references, List<Tag> tags)
            throws StoreException {
        ByteBuffer content = content();
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, content.duplicate());
        Set<ManifestReference> wanted = references.stream()
                .map(reference -> new ManifestReference(reference, target))
                .collect(Collectors.toSet());
        Manifest manifest = new Manifest(digest, MediaType.OCI_MANIFEST, content);
        bed.metadata().manifests().put(repository, manifest(manifest, wanted, tags));
        return digest;
    }

    private static NewManifest manifest(Manifest manifest, Set<ManifestReference> references, List<Tag> tags) {
        return new NewManifest(
                manifest, tags, references, NewManifest.MissingReferences.REFUSE, Optional.empty(), Optional.empty());
    }

    private ByteBuffer content() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
