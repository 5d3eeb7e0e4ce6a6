package dev.berth.registry.jdbi;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.FinishedUpload;
import dev.berth.registry.spi.ManifestReference;
import dev.berth.registry.spi.ManifestReference.Target;
import dev.berth.registry.spi.MetadataStore;
import dev.berth.registry.spi.NewManifest;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Things to store, made of a word each: the same word makes the same thing. */
final class Sample {
    static final RepositoryName APP = new RepositoryName("team/app");
    static final RepositoryName OTHER = new RepositoryName("team/other");

    private Sample() {}

    static Digest digest(String word) {
        return manifestOf(word).digest();
    }

    /** The blob of a word, in an object of its name. */
    static FinishedUpload upload(RepositoryName repository, String word) {
        return new FinishedUpload(repository, Optional.empty(), digest(word), word.length(), new StorageKey(word));
    }

    static Digest blob(MetadataStore store, RepositoryName repository, String word) throws StoreException {
        store.uploads().finish(upload(repository, word));
        return digest(word);
    }

    static NewManifest image(String word, List<String> tags, Digest... blobs) {
        return manifest(word, tags, Target.BLOB, Optional.empty(), blobs);
    }

    static NewManifest index(String word, List<String> tags, Digest... children) {
        return manifest(word, tags, Target.MANIFEST_OR_BLOB, Optional.empty(), children);
    }

    static NewManifest referrer(String word, Digest subject) {
        return manifest(word, List.of(), Target.BLOB, Optional.of(subject));
    }

    private static NewManifest manifest(
            String word, List<String> tags, Target target, Optional<Digest> subject, Digest... references) {
        Manifest manifest = manifestOf(word);
        Set<ManifestReference> needed = Stream.of(references)
                .map(digest -> new ManifestReference(digest, target))
                .collect(Collectors.toSet());
        Optional<Descriptor> referrer =
                subject.map(digest -> new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size()));
        List<Tag> names = tags.stream().map(Tag::new).toList();
        return new NewManifest(manifest, names, needed, MissingReferences.REFUSE, subject, referrer);
    }

    private static Manifest manifestOf(String word) {
        ByteBuffer content = ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8));
        return new Manifest(Digest.compute(DigestAlgorithm.SHA256, content), MediaType.OCI_MANIFEST, content);
    }
}
