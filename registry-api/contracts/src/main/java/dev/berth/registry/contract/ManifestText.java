package dev.berth.registry.contract;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A manifest as a client writes it, member by member. */
public final class ManifestText {
    private final Map<String, String> members = new LinkedHashMap<>();
    private final MediaType mediaType;

    private ManifestText(MediaType mediaType) {
        this.mediaType = mediaType;
        with("schemaVersion", "2");
        with("mediaType", quoted(mediaType.value()));
    }

    public static ManifestText image(Descriptor config, Descriptor... layers) {
        return image(MediaType.OCI_MANIFEST, config, layers);
    }

    public static ManifestText image(MediaType type, Descriptor config, Descriptor... layers) {
        return new ManifestText(type).with("config", json(config)).with("layers", array(layers));
    }

    public static ManifestText index(Descriptor... children) {
        return index(MediaType.OCI_INDEX, children);
    }

    public static ManifestText index(MediaType type, Descriptor... children) {
        return new ManifestText(type).with("manifests", array(children));
    }

    /** With a member as raw JSON. */
    public ManifestText with(String member, String json) {
        members.put(member, json);
        return this;
    }

    public ManifestText without(String member) {
        members.remove(member);
        return this;
    }

    public ManifestText about(Descriptor subject) {
        return with("subject", json(subject));
    }

    public ManifestText ofType(String artifactType) {
        return with("artifactType", quoted(artifactType));
    }

    /** With one annotation, whose text needs no escapes. */
    public ManifestText annotated(String key, String value) {
        return with("annotations", "{" + quoted(key) + ":" + quoted(value) + "}");
    }

    public MediaType mediaType() {
        return mediaType;
    }

    public ByteBuffer bytes() {
        return ByteBuffer.wrap(toString().getBytes(StandardCharsets.UTF_8));
    }

    public Digest digest() {
        return Digest.compute(DigestAlgorithm.SHA256, bytes());
    }

    public Descriptor descriptor() {
        return new Descriptor(mediaType, digest(), bytes().remaining());
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> "  " + quoted(member.getKey()) + " : " + member.getValue())
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    public static String json(Descriptor descriptor) {
        return "{\"mediaType\":%s,\"digest\":%s,\"size\":%d}"
                .formatted(
                        quoted(descriptor.mediaType().value()),
                        quoted(descriptor.digest().toString()),
                        descriptor.size());
    }

    /** An index entry for a platform. */
    public static String json(Descriptor descriptor, String os, String architecture) {
        String bare = json(descriptor);
        return bare.substring(0, bare.length() - 1)
                + ",\"platform\":{\"os\":%s,\"architecture\":%s}}".formatted(quoted(os), quoted(architecture));
    }

    public static String array(List<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    private static String array(Descriptor... descriptors) {
        return array(Stream.of(descriptors).map(ManifestText::json).toList());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
