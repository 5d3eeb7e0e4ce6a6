package dev.berth.registry.specification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.registry.contract.Generated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Blobs, manifests and tags that belong together, in the order to push them. */
final class DataSet {
    static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, Content> blobs = new LinkedHashMap<>();
    final Map<String, Document> manifests = new LinkedHashMap<>();
    final Map<String, Document> tags = new LinkedHashMap<>();
    final Map<String, List<ObjectNode>> referrers = new LinkedHashMap<>();
    private final String name;
    private final String algorithm;
    private final Generated generated;
    private boolean embedsData;

    /** A manifest. */
    record Document(Content content, JsonNode json) {

        String digest() {
            return content.digest();
        }

        String mediaType() {
            return json.path("mediaType").asText();
        }
    }

    DataSet(String name, String algorithm, Generated generated) {
        this.name = name;
        this.algorithm = algorithm;
        this.generated = generated;
    }

    DataSet with(Consumer<DataSet> content) {
        content.accept(this);
        return this;
    }

    /** Every descriptor carries its content from now on (Image Specification, "data"). */
    DataSet embedData() {
        embedsData = true;
        return this;
    }

    /** A blob that is pushed. */
    ObjectNode blob(String mediaType, byte[] bytes) {
        Content content = Content.of(algorithm, bytes);
        blobs.put(content.digest(), content);
        return descriptor(mediaType, content);
    }

    ObjectNode layer(String mediaType) {
        return blob(mediaType, generated.bytes(1000));
    }

    /** A descriptor of something that is nowhere. */
    ObjectNode absent(String mediaType) {
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", Content.of(algorithm, generated.bytes(32)).digest())
                .put("size", 12_345);
    }

    /** An image with these layers. */
    Draft image(ObjectNode... layers) {
        ObjectNode configuration =
                JSON.createObjectNode().put("architecture", "amd64").put("os", "linux");
        configuration.put("author", "r%08x".formatted(generated.below(Integer.MAX_VALUE)));
        Draft draft = new Draft(this, MediaTypes.IMAGE);
        draft.json().set("config", blob(MediaTypes.CONFIG, bytes(configuration)));
        return draft.list("layers", List.of(layers));
    }

    /** An image with two layers of its own. */
    Draft image() {
        return image(layer(MediaTypes.LAYER_GZIP), layer(MediaTypes.LAYER_GZIP));
    }

    /** An artifact of one layer (Image Specification, "Guidelines for Artifact Usage"). */
    Draft artifact(String type, ObjectNode layer) {
        Draft draft = new Draft(this, MediaTypes.IMAGE);
        draft.json().put("artifactType", type);
        draft.json().set("config", empty());
        return draft.list("layers", List.of(layer));
    }

    Draft artifact(String type) {
        return artifact(type, layer(type));
    }

    ObjectNode empty() {
        return blob(MediaTypes.EMPTY, new byte[] {'{', '}'});
    }

    Draft index(ObjectNode... manifests) {
        return new Draft(this, MediaTypes.INDEX).list("manifests", List.of(manifests));
    }

    /** An index of two images for different machines. */
    Draft index() {
        return index(platform(image().add(), "amd64"), platform(image().add(), "arm64"));
    }

    static ObjectNode platform(ObjectNode descriptor, String architecture) {
        descriptor.putObject("platform").put("os", "linux").put("architecture", architecture);
        return descriptor;
    }

    /** Takes a finished manifest in. */
    ObjectNode add(ObjectNode json, List<String> names) {
        Document document = new Document(Content.of(algorithm, bytes(json)), json);
        manifests.put(document.digest(), document);
        names.forEach(tag -> tags.put(tag, document));
        ObjectNode descriptor = descriptor(document.mediaType(), document.content());
        if (json.has("subject")) {
            String subject = json.path("subject").path("digest").asText();
            referrers.computeIfAbsent(subject, any -> new ArrayList<>()).add(asReferrer(descriptor.deepCopy(), json));
        }
        return descriptor;
    }

    /** Forgets to push a blob. */
    void withhold(ObjectNode blob) {
        blobs.remove(blob.path("digest").asText());
    }

    private static ObjectNode asReferrer(ObjectNode descriptor, JsonNode manifest) {
        String fallback = manifest.path("config").path("mediaType").asText();
        descriptor.put("artifactType", manifest.path("artifactType").asText(fallback));
        descriptor.set("annotations", manifest.path("annotations"));
        return descriptor;
    }

    private ObjectNode descriptor(String mediaType, Content content) {
        ObjectNode descriptor = JSON.createObjectNode().put("mediaType", mediaType);
        descriptor.put("digest", content.digest()).put("size", content.size());
        if (embedsData) {
            descriptor.put("data", Base64.getEncoder().encodeToString(content.bytes()));
        }
        return descriptor;
    }

    /** Not the shortest form, so that a registry that writes JSON anew is found out. */
    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
