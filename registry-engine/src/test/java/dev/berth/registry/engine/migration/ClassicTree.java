package dev.berth.registry.engine.migration;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a registry of the classic layout as the old registry does: content, links, then the tag. */
public final class ClassicTree {
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    public static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    /** The declared size of absent content. */
    private static final int ABSENT = 10;

    private final BlobStore storage;
    private final TestClock clock;

    private final Map<Digest, Integer> sizes = new HashMap<>();
    private final Set<Digest> indexes = new HashSet<>();

    public ClassicTree(BlobStore storage, TestClock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Content that nothing links. */
    public Digest content(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(bytes));
        file(ClassicLayout.blob(digest).value(), text);
        sizes.put(digest, bytes.length);
        return digest;
    }

    /** Content that the repository may read. */
    public Digest blob(String repository, String text) throws Exception {
        Digest digest = content(text);
        link(repository, digest);
        return digest;
    }

    public void link(String repository, Digest digest) throws Exception {
        file(layerLink(repository, digest), digest.toString());
    }

    public static String layerLink(String repository, Digest digest) {
        return "docker/registry/v2/repositories/" + repository + "/_layers/" + path(digest) + "/link";
    }

    public static String revisionLink(String repository, Digest digest) {
        return "docker/registry/v2/repositories/" + repository + "/_manifests/revisions/" + path(digest) + "/link";
    }

    public static String currentLink(String repository, String tag) {
        return "docker/registry/v2/repositories/" + repository + "/_manifests/tags/" + tag + "/current/link";
    }

    private static String path(Digest digest) {
        return digest.algorithm() + "/" + digest.hex();
    }

    /** A document as a manifest of the repository. */
    public Digest manifest(String repository, String document) throws Exception {
        Digest digest = content(document);
        file(revisionLink(repository, digest), digest.toString());
        return digest;
    }

    /** An image of a config and a layer that are its own. */
    public Digest image(String repository, String name) throws Exception {
        return image(repository, blob(repository, "config of " + name), blob(repository, "layer of " + name));
    }

    public Digest image(String repository, Digest config, Digest... layers) throws Exception {
        String listed = Stream.of(layers).map(layer -> descriptor(LAYER, layer)).collect(Collectors.joining(","));
        return manifest(
                repository,
                "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":" + descriptor(CONFIG, config)
                        + ",\"layers\":[" + listed + "]}");
    }

    public Digest index(String repository, Digest... children) throws Exception {
        String listed = Stream.of(children)
                .map(child -> descriptor(indexes.contains(child) ? INDEX : IMAGE, child))
                .collect(Collectors.joining(","));
        Digest index = manifest(
                repository, "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[" + listed + "]}");
        indexes.add(index);
        return index;
    }

    /** An index that declares its child with this media type and size. */
    public Digest indexDeclaring(String repository, Digest child, String type, int size) throws Exception {
        return manifest(repository, "{\"schemaVersion\":2,\"manifests\":[" + descriptor(type, child, size) + "]}");
    }

    /** The size of content written before. */
    public int size(Digest digest) {
        return sizes.getOrDefault(digest, ABSENT);
    }

    private String descriptor(String type, Digest digest) {
        return descriptor(type, digest, size(digest));
    }

    private static String descriptor(String type, Digest digest, int size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    /** Sets a tag as the old registry does, some seconds after whatever was before. */
    public void tag(String repository, String tag, Digest manifest) throws Exception {
        clock.advance(Duration.ofSeconds(5));
        file(
                "docker/registry/v2/repositories/" + repository + "/_manifests/tags/" + tag + "/index/" + path(manifest)
                        + "/link",
                manifest.toString());
        file(currentLink(repository, tag), manifest.toString());
    }

    public void untag(String repository, String tag, Digest manifest) {
        remove("docker/registry/v2/repositories/" + repository + "/_manifests/tags/" + tag + "/index/" + path(manifest)
                + "/link");
        remove(currentLink(repository, tag));
    }

    public void remove(String key) {
        try {
            storage.delete(List.of(new StorageKey(key)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file, or writes it again. */
    public void file(String key, String text) throws Exception {
        StorageKey name = new StorageKey(key);
        storage.delete(List.of(name));
        try (BlobWriter writer = storage.writer(name)) {
            writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }
    }
}
