package dev.berth.registry.jdbi;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.ClaimedEvents;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Content made from a word: the same word makes the same content. */
public final class Sample {
    public static final RepositoryName APP = new RepositoryName("team/app");
    static final RepositoryName OTHER = new RepositoryName("team/other");

    /** The recipient of events. */
    static final String HOOK = "hook";

    private static final int MORE_CLAIMS_THAN_ANY_TEST_NEEDS = 10_000;

    private Sample() {}

    public static Digest digest(String word) {
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

    public static List<NewEvent> withEvents(String payload) {
        return List.of(new NewEvent(HOOK, payload));
    }

    public static NewManifest withEvents(NewManifest recorded, String payload) {
        return with(recorded, recorded.immutable(), withEvents(payload));
    }

    static NewManifest immutable(NewManifest tagged, String... tags) {
        return with(tagged, Stream.of(tags).map(Tag::new).collect(Collectors.toSet()), tagged.events());
    }

    private static NewManifest with(NewManifest put, Set<Tag> immutable, List<NewEvent> events) {
        return new NewManifest(
                put.manifest(),
                put.tags(),
                put.references(),
                put.properties(),
                put.missing(),
                put.subject(),
                put.referrer(),
                immutable,
                events);
    }

    /** The events recorded for the hook so far; removes them. */
    static List<String> recorded(MetadataStore store) throws StoreException {
        List<String> recorded = new ArrayList<>();
        for (int i = 0; i < MORE_CLAIMS_THAN_ANY_TEST_NEEDS; i++) {
            Optional<ClaimedEvents> claimed = store.events().claim(HOOK, 10, Duration.ofMinutes(1));
            if (claimed.isEmpty()) {
                return recorded;
            }
            claimed.get().events().forEach(event -> recorded.add(event.payload()));
            store.events().done(claimed.get());
        }
        throw new AssertionError("events find no end");
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
