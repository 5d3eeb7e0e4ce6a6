package dev.berth.registry.engine.manifest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads OCI manifests and indexes (OCI Image Specification, manifest.md, image-index.md) and Docker's of schema 2, and
 * refuses other content with a readable reason.
 */
public final class ManifestReader {
    private static final Set<MediaType> KNOWN = Set.of(
            MediaType.OCI_MANIFEST, MediaType.OCI_INDEX, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_MANIFEST_LIST);
    private static final Set<MediaType> SCHEMA_1 = Set.of(MediaType.DOCKER_SCHEMA_1, MediaType.DOCKER_SCHEMA_1_SIGNED);

    private final int mostDescriptors;
    private final Predicate<String> acceptedUrls;

    /** A reader that refuses manifests of more descriptors than {@code mostDescriptors}. */
    public ManifestReader(int mostDescriptors) {
        this(mostDescriptors, url -> true);
    }

    /** A reader that also refuses manifests with a descriptor that names another address than {@code acceptedUrls}. */
    public ManifestReader(int mostDescriptors, Predicate<String> acceptedUrls) {
        this.mostDescriptors = mostDescriptors;
        this.acceptedUrls = acceptedUrls;
    }

    /**
     * Reads a manifest.
     *
     * @param announced the media type the client sent, if any
     * @throws RegistryException MANIFEST_INVALID
     */
    public ReadManifest read(Optional<MediaType> announced, ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        try {
            if (announced.isPresent()) {
                requireKnown(announced.get());
            }
            ManifestMembers members = ManifestMembers.read(bytes, mostDescriptors);
            ReadManifest read = interpret(announced, members);
            requireOneDeclaration(members);
            requireAcceptedUrls(members);
            return read;
        } catch (IOException e) {
            throw new RegistryException(ErrorCode.MANIFEST_INVALID, reason(e));
        }
    }

    /**
     * Reads a manifest that another registry stored, without the media type it was pushed with.
     *
     * @throws RegistryException MANIFEST_INVALID
     */
    public ReadManifest readStored(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        try {
            ManifestMembers members = ManifestMembers.read(bytes, mostDescriptors);
            return interpret(members.mediaType.or(() -> typeByMembers(members)), members);
        } catch (IOException e) {
            throw new RegistryException(ErrorCode.MANIFEST_INVALID, reason(e));
        }
    }

    /** The media type is optional in an OCI document (OCI Image Specification, manifest.md, "mediaType"). */
    private static Optional<MediaType> typeByMembers(ManifestMembers members) {
        if (members.has("manifests")) {
            return Optional.of(MediaType.OCI_INDEX);
        }
        return members.config.map(config -> MediaType.OCI_MANIFEST);
    }

    /** The descriptors of a stored index; empty when it is no index or one that this reader would refuse. */
    public List<ListedContent> children(Manifest manifest) {
        if (!manifest.mediaType().isIndex()) {
            return List.of();
        }
        try {
            return read(Optional.of(manifest.mediaType()), manifest.content()).children();
        } catch (RegistryException unreadable) {
            return List.of();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return "the manifest exceeds the limits of nesting, number of members or length of values";
        }
        if (e instanceof JsonProcessingException syntax) {
            JsonLocation place = syntax.getLocation();
            return "the manifest is not JSON, or has a duplicate member"
                    + (place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
        return String.valueOf(e.getMessage());
    }

    private static ReadManifest interpret(Optional<MediaType> announced, ManifestMembers members) throws IOException {
        requireSchemaVersion(members);
        if (members.has("fsLayers")) {
            throw schema1();
        }
        MediaType type = typeOf(announced, members);
        return type.isIndex() ? index(type, members) : image(type, members);
    }

    private static void requireSchemaVersion(ManifestMembers members) throws IOException {
        long version = members.schemaVersion.orElseThrow(() -> new ManifestInvalid("schemaVersion is missing"));
        if (version == 1) {
            throw schema1();
        }
        if (version != 2) {
            throw new ManifestInvalid("schemaVersion is not 2");
        }
    }

    private static ManifestInvalid schema1() {
        return new ManifestInvalid("Docker manifests of schema version 1 are not supported; push schema version 2");
    }

    private static MediaType typeOf(Optional<MediaType> announced, ManifestMembers members) throws IOException {
        MediaType type = announced
                .or(() -> members.mediaType)
                .orElseThrow(() -> new ManifestInvalid("the manifest has no type: set Content-Type or mediaType"));
        if (members.mediaType.isPresent() && !members.mediaType.get().equals(type)) {
            throw new ManifestInvalid("mediaType is " + members.mediaType.get() + ", but Content-Type is " + type);
        }
        requireKnown(type);
        return type;
    }

    private static void requireKnown(MediaType type) throws IOException {
        if (SCHEMA_1.contains(type)) {
            throw schema1();
        }
        if (!KNOWN.contains(type)) {
            throw new ManifestInvalid(type + " is not the media type of a manifest or index");
        }
    }

    /**
     * Refuses a document that can be read as either type: readers would disagree about it (CVE-2021-41190). Some
     * readers check for the presence of a member, even an empty one. Missing layers, null and an empty list are the
     * same to all readers.
     */
    private static ReadManifest image(MediaType type, ManifestMembers members) throws IOException {
        if (members.has("manifests")) {
            throw new ManifestInvalid("an image manifest must not have the member manifests of an index");
        }
        ListedContent config = members.config.orElseThrow(() -> new ManifestInvalid("config is missing"));
        List<ListedContent> needed = new ArrayList<>(List.of(config));
        Set<Digest> elsewhere = new LinkedHashSet<>();
        for (ListedContent layer : members.layers) {
            if (layer.elsewhere()) {
                elsewhere.add(layer.descriptor().digest());
            } else {
                needed.add(layer);
            }
        }
        needed.forEach(content -> elsewhere.remove(content.descriptor().digest()));
        Optional<MediaType> artifactType =
                members.artifactType.or(() -> Optional.of(config.descriptor().mediaType()));
        return result(type, members, references(needed), elsewhere, artifactType, List.of());
    }

    private static ReadManifest index(MediaType type, ManifestMembers members) throws IOException {
        if (members.has("layers") || members.has("config")) {
            throw new ManifestInvalid("an index must not have the members config or layers of an image manifest");
        }
        Set<ManifestReference> references = references(members.manifests, Target.MANIFEST_OR_BLOB);
        return result(type, members, references, Set.of(), members.artifactType, members.manifests);
    }

    /** The first one is the config, which may be a layer as well. */
    private static Set<ManifestReference> references(List<ListedContent> needed) {
        Digest config = needed.get(0).descriptor().digest();
        boolean isLayer = needed.stream()
                .skip(1)
                .anyMatch(layer -> layer.descriptor().digest().equals(config));
        Set<ManifestReference> references = new LinkedHashSet<>();
        for (ManifestReference reference : references(needed, Target.BLOB)) {
            references.add(reference.digest().equals(config) && !isLayer ? reference.as(Target.CONFIG) : reference);
        }
        return references;
    }

    /** Content that is listed twice counts as it is declared first. */
    private static Set<ManifestReference> references(List<ListedContent> contents, Target target) {
        Map<Digest, ManifestReference> references = new LinkedHashMap<>();
        for (ListedContent content : contents) {
            Descriptor said = content.descriptor();
            references.putIfAbsent(
                    said.digest(),
                    new ManifestReference(
                            said.digest(), target, OptionalLong.of(said.size()), Optional.of(said.mediaType())));
        }
        return new LinkedHashSet<>(references.values());
    }

    /** Of two sizes, or two types of a child, one contradicts the stored content. */
    private static void requireOneDeclaration(ManifestMembers members) throws IOException {
        Map<Digest, Descriptor> declared = new HashMap<>();
        members.config.ifPresent(config -> declared.put(config.descriptor().digest(), config.descriptor()));
        for (ListedContent layer : members.layers) {
            requireSameSize(declared, layer.descriptor());
        }
        for (ListedContent child : members.manifests) {
            Descriptor before = requireSameSize(declared, child.descriptor());
            if (!before.mediaType().equals(child.descriptor().mediaType())) {
                throw new ManifestInvalid(before.digest() + " is declared with two media types: " + before.mediaType()
                        + " and " + child.descriptor().mediaType());
            }
        }
    }

    private void requireAcceptedUrls(ManifestMembers members) throws IOException {
        List<ListedContent> all = new ArrayList<>(members.layers);
        all.addAll(members.manifests);
        members.config.ifPresent(all::add);
        members.subject.ifPresent(all::add);
        for (ListedContent content : all) {
            for (String url : content.urls()) {
                if (!acceptedUrls.test(url)) {
                    throw new ManifestInvalid(
                            content.descriptor().digest() + " has a URL that this registry does not accept");
                }
            }
        }
    }

    private static Descriptor requireSameSize(Map<Digest, Descriptor> declared, Descriptor said) throws IOException {
        Descriptor before = declared.getOrDefault(said.digest(), said);
        if (before.size() != said.size()) {
            throw new ManifestInvalid(
                    said.digest() + " is declared with two sizes: " + before.size() + " and " + said.size());
        }
        declared.putIfAbsent(said.digest(), said);
        return before;
    }

    private static ReadManifest result(
            MediaType type,
            ManifestMembers members,
            Set<ManifestReference> references,
            Set<Digest> elsewhere,
            Optional<MediaType> artifactType,
            List<ListedContent> children) {
        Optional<Digest> subject =
                members.subject.map(content -> content.descriptor().digest());
        Optional<Descriptor> config = members.config.map(ListedContent::descriptor);
        return new ReadManifest(
                type, references, config, elsewhere, subject, artifactType, members.annotations, children);
    }
}
