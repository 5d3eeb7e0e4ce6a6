package dev.berth.registry.engine;

import static java.util.Collections.disjoint;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.PushedManifest;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.insight.UsageRecorder;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.ManifestProperties;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes manifests in (OCI Distribution Specification, "Pushing Manifests"). */
final class ManifestPushes {
    private final ManifestStore manifests;
    private final BlobLinkStore links;
    private final ManifestReader reader;
    private final RequestEvents requestEvents;
    private final UsageRecorder usage;
    private final EnginePolicy policy;

    ManifestPushes(
            ManifestStore manifests,
            BlobLinkStore links,
            ManifestReader reader,
            RequestEvents requestEvents,
            UsageRecorder usage,
            EnginePolicy policy) {
        this.manifests = manifests;
        this.links = links;
        this.reader = reader;
        this.requestEvents = requestEvents;
        this.usage = usage;
        this.policy = policy;
    }

    private record Incoming(
            Manifest manifest, List<Tag> tags, Set<Tag> immutable, ReadManifest read, List<NewEvent> events) {}

    PushedManifest put(RepositoryName repository, ManifestPush push) {
        List<Tag> tags = tagsOf(push);
        requireSize(push.content());
        Digest digest = digestOf(push);
        ReadManifest read = reader.read(push.mediaType(), push.content());
        Manifest manifest = new Manifest(digest, read.mediaType(), push.content());
        List<NewEvent> events = requestEvents.pushed(repository, manifest, tags);
        Incoming incoming = new Incoming(manifest, tags, push.immutable(), read, events);
        StoreCall.perform(() -> store(repository, incoming));
        requestEvents.recorded(events);
        usage.pushed(repository, digest, tags);
        return new PushedManifest(digest, read.subject(), tags);
    }

    private List<Tag> tagsOf(ManifestPush push) {
        Set<Tag> tags = new LinkedHashSet<>();
        if (push.reference() instanceof Tag tag) {
            tags.add(tag);
        }
        tags.addAll(push.tags());
        int limit = policy.config().tagLimit();
        if (tags.size() > limit) {
            throw new RegistryException(ErrorCode.TAG_INVALID, "a push sets at most " + limit + " tags");
        }
        return List.copyOf(tags);
    }

    private void requireSize(ByteBuffer content) {
        int limit = policy.config().manifestLimit();
        if (content.remaining() > limit) {
            throw new RegistryException(
                    ErrorCode.SIZE_INVALID,
                    "a manifest has at most " + limit + " bytes",
                    Map.of("limit", Integer.toString(limit)));
        }
    }

    private static Digest digestOf(ManifestPush push) {
        if (!(push.reference() instanceof Digest announced)) {
            return Digest.compute(DigestAlgorithm.SHA256, push.content());
        }
        Digest computed = Digest.compute(announced.algorithm(), push.content());
        if (!computed.equals(announced)) {
            throw new RegistryException(
                    ErrorCode.DIGEST_INVALID,
                    "the manifest has digest " + computed + ", not " + announced,
                    Map.of("digest", announced.toString()));
        }
        return computed;
    }

    private void store(RepositoryName repository, Incoming incoming) throws StoreException {
        Set<Digest> optional = linked(repository, incoming.read().elsewhere());
        PutOutcome outcome = put(repository, newManifest(incoming, optional));
        if (outcome instanceof PutOutcome.Missing missing && !disjoint(missing.digests(), optional)) {
            outcome = put(repository, newManifest(incoming, Set.of()));
        }
        if (outcome instanceof PutOutcome.Missing missing) {
            throw refusal(repository, missing.digests(), incoming.read());
        }
        if (outcome instanceof PutOutcome.Contradicted contradicted) {
            throw Contradictions.refusal(incoming.read().references(), contradicted.stored());
        }
        if (outcome instanceof PutOutcome.Immutable immutable) {
            throw immutable(repository, immutable.tags());
        }
    }

    /** Content that may be fetched from elsewhere but was pushed here is protected like any other. */
    private Set<Digest> linked(RepositoryName repository, Set<Digest> digests) throws StoreException {
        Set<Digest> linked = new HashSet<>();
        for (Digest digest : digests) {
            if (links.find(repository, digest).isPresent()) {
                linked.add(digest);
            }
        }
        return linked;
    }

    private NewManifest newManifest(Incoming incoming, Set<Digest> optional) {
        ReadManifest read = incoming.read();
        Set<ManifestReference> references = policy.config().lenient()
                ? Contradictions.ignored(read.references())
                : new HashSet<>(read.references());
        optional.forEach(digest -> references.add(new ManifestReference(digest, Target.BLOB)));
        Optional<Descriptor> referrer = read.subject().map(subject -> referrer(incoming.manifest(), read));
        return new NewManifest(
                incoming.manifest(),
                incoming.tags(),
                references,
                new ManifestProperties(policy.config().kinds().kindOf(read), read.config(), read.searched()),
                policy.config().missingReferences(),
                read.subject(),
                referrer,
                incoming.immutable(),
                incoming.events());
    }

    private static Descriptor referrer(Manifest manifest, ReadManifest read) {
        return new Descriptor(
                manifest.mediaType(), manifest.digest(), manifest.size(), read.artifactType(), read.annotations());
    }

    /** After a lost answer the stored state decides: the manifest, and every tag on it. */
    private PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException {
        try {
            return manifests.put(repository, manifest);
        } catch (StoreException e) {
            if (e.kind() == Kind.UNKNOWN_OUTCOME && isStored(repository, manifest)) {
                return new PutOutcome.Stored();
            }
            throw e;
        }
    }

    private boolean isStored(RepositoryName repository, NewManifest manifest) throws StoreException {
        Digest digest = manifest.manifest().digest();
        if (manifests.find(repository, digest).isEmpty()) {
            return false;
        }
        for (Tag tag : manifest.tags()) {
            if (manifests
                    .find(repository, tag)
                    .filter(found -> found.manifest().digest().equals(digest))
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static RegistryException immutable(RepositoryName repository, Collection<Tag> tags) {
        List<RegistryError> errors = new ArrayList<>();
        for (Tag tag : tags) {
            errors.add(new RegistryError(
                    ErrorCode.DENIED,
                    "tag " + tag + " of repository " + repository + " is immutable and names another manifest",
                    Map.of("tag", tag.toString())));
        }
        return new RegistryException(errors, null);
    }

    private static RegistryException refusal(RepositoryName repository, Collection<Digest> digests, ReadManifest read) {
        Set<Digest> children = new HashSet<>();
        read.references().stream()
                .filter(reference -> !reference.acceptsBlob())
                .forEach(reference -> children.add(reference.digest()));
        List<RegistryError> errors = new ArrayList<>();
        for (Digest digest : digests) {
            errors.add(new RegistryError(
                    ErrorCode.MANIFEST_BLOB_UNKNOWN,
                    "repository " + repository + " does not have " + (children.contains(digest) ? "manifest " : "")
                            + digest,
                    Map.of("digest", digest.toString())));
        }
        return new RegistryException(errors, null);
    }
}
