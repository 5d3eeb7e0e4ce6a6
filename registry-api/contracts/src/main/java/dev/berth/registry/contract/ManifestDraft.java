package dev.berth.registry.contract;

import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.ManifestProperties;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts a {@link NewManifest} together step by step. Its bytes are any bytes: a metadata store does not read them. */
public final class ManifestDraft {
    /** The media type of a config of {@link #configured}. */
    public static final MediaType CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");

    private final byte[] content;
    private final List<Tag> tags = new ArrayList<>();
    private final Map<Digest, Target> references = new HashMap<>();
    private final Set<Tag> immutable = new HashSet<>();
    private ArtifactKind kind = ArtifactKind.OTHER;
    private MediaType mediaType = MediaType.OCI_MANIFEST;
    private DigestAlgorithm algorithm = DigestAlgorithm.SHA256;
    private MissingReferences missing = MissingReferences.REFUSE;
    private Optional<Digest> subject = Optional.empty();
    private Optional<MediaType> artifactType = Optional.empty();
    private Optional<Descriptor> config = Optional.empty();
    private Map<String, String> annotations = Map.of();
    private List<NewEvent> events = List.of();

    public ManifestDraft(byte[] content) {
        this.content = content;
    }

    public ManifestDraft tagged(String... names) {
        for (String name : names) {
            tags.add(new Tag(name));
        }
        return this;
    }

    /** With blobs it needs: a config, layers. */
    public ManifestDraft needing(Digest... blobs) {
        for (Digest blob : blobs) {
            references.put(blob, Target.BLOB);
        }
        return this;
    }

    /** With its config. */
    public ManifestDraft configured(Digest blob) {
        references.put(blob, Target.CONFIG);
        config = Optional.of(new Descriptor(CONFIG, blob, 1));
        return this;
    }

    /** With children, as an index. */
    public ManifestDraft listing(Digest... children) {
        mediaType = MediaType.OCI_INDEX;
        for (Digest child : children) {
            references.put(child, Target.MANIFEST_OR_BLOB);
        }
        return this;
    }

    public ManifestDraft about(Digest referred) {
        subject = Optional.of(referred);
        return this;
    }

    public ManifestDraft ofType(String type) {
        artifactType = Optional.of(new MediaType(type));
        return this;
    }

    public ManifestDraft annotated(Map<String, String> with) {
        annotations = with;
        return this;
    }

    public ManifestDraft of(ArtifactKind artifact) {
        kind = artifact;
        return this;
    }

    public ManifestDraft as(MediaType type) {
        mediaType = type;
        return this;
    }

    public ManifestDraft by(DigestAlgorithm chosen) {
        algorithm = chosen;
        return this;
    }

    public ManifestDraft rememberingMissing() {
        missing = MissingReferences.REMEMBER;
        return this;
    }

    /** With immutable tags. */
    public ManifestDraft immutably(String... names) {
        for (String name : names) {
            immutable.add(new Tag(name));
        }
        return tagged(names);
    }

    public ManifestDraft withoutTags() {
        tags.clear();
        return this;
    }

    public ManifestDraft recording(List<NewEvent> recorded) {
        events = recorded;
        return this;
    }

    public Digest digest() {
        return Digest.compute(algorithm, ByteBuffer.wrap(content));
    }

    public Descriptor descriptor() {
        return new Descriptor(mediaType, digest(), content.length, artifactType, annotations);
    }

    public NewManifest build() {
        return new NewManifest(
                new Manifest(digest(), mediaType, ByteBuffer.wrap(content)),
                tags,
                references.entrySet().stream()
                        .map(reference -> new ManifestReference(reference.getKey(), reference.getValue()))
                        .collect(Collectors.toUnmodifiableSet()),
                new ManifestProperties(kind, config, annotations),
                missing,
                subject,
                subject.map(referred -> descriptor()),
                immutable,
                events);
    }
}
