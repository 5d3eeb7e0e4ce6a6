package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The members of a manifest or index in document order, before its kind is known. */
final class ManifestMembers {
    private static final Set<String> KNOWN = Set.of(
            "schemaVersion",
            "mediaType",
            "artifactType",
            "config",
            "subject",
            "layers",
            "manifests",
            "annotations",
            "fsLayers");

    private final StrictJson json;
    private final int mostDescriptors;
    private final Set<String> present = new HashSet<>();
    private int descriptors;

    OptionalLong schemaVersion = OptionalLong.empty();
    Optional<MediaType> mediaType = Optional.empty();
    Optional<MediaType> artifactType = Optional.empty();
    Optional<ListedContent> config = Optional.empty();
    Optional<ListedContent> subject = Optional.empty();
    List<ListedContent> layers = List.of();
    List<ListedContent> manifests = List.of();
    Map<String, String> annotations = Map.of();

    private ManifestMembers(StrictJson json, int mostDescriptors) {
        this.json = json;
        this.mostDescriptors = mostDescriptors;
    }

    /** Reads the whole document. */
    static ManifestMembers read(byte[] content, int mostDescriptors) throws IOException {
        try (StrictJson json = new StrictJson(content)) {
            ManifestMembers members = new ManifestMembers(json, mostDescriptors);
            json.document(members::member);
            return members;
        }
    }

    /** True when the member exists, even if empty or null. */
    boolean has(String name) {
        return present.contains(name);
    }

    private void member(String name) throws IOException {
        present.add(name);
        switch (name) {
            case "schemaVersion" -> schemaVersion = OptionalLong.of(json.integer("schemaVersion"));
            case "mediaType" -> mediaType = json.mediaType("mediaType");
            case "artifactType" -> artifactType = json.mediaType("artifactType");
            case "config" -> config = descriptor("config");
            case "subject" -> subject = descriptor("subject");
            case "layers" -> layers = descriptors("layers");
            case "manifests" -> manifests = descriptors("manifests");
            case "annotations" -> annotations = json.strings("annotations");
            default -> json.skip(name, KNOWN);
        }
    }

    private Optional<ListedContent> descriptor(String where) throws IOException {
        return json.isNull() ? Optional.empty() : Optional.of(DescriptorReader.read(json, where));
    }

    private List<ListedContent> descriptors(String where) throws IOException {
        List<ListedContent> read = new ArrayList<>();
        json.array(where, index -> {
            if (++descriptors > mostDescriptors) {
                throw new ManifestInvalid("the manifest has more than " + mostDescriptors + " descriptors");
            }
            read.add(DescriptorReader.read(json, where + "[" + index + "]"));
        });
        return read;
    }
}
