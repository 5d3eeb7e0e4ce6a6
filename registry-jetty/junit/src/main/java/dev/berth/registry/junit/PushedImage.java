package dev.berth.registry.junit;

import dev.berth.registry.engine.image.RepositoryImages;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An image of the registry, to be examined by a test. Its content is read when it is asked for. */
public final class PushedImage {
    private static final int MOST_DESCRIPTORS = 10_000;

    private final RepositoryImages images;
    private final Manifest manifest;
    private final ReadManifest read;

    PushedImage(RepositoryImages images, Manifest manifest) {
        this.images = images;
        this.manifest = manifest;
        this.read = new ManifestReader(MOST_DESCRIPTORS).readStored(manifest.content());
    }

    /** The digest of its manifest or index. */
    public Digest digest() {
        return manifest.digest();
    }

    /** The media type of its manifest or index. */
    public MediaType mediaType() {
        return manifest.mediaType();
    }

    /** The document of its manifest or index, in JSON. */
    public String manifest() {
        return StandardCharsets.UTF_8.decode(manifest.content()).toString();
    }

    /** The annotations of its manifest or index. */
    public Map<String, String> annotations() {
        return read.annotations();
    }

    /**
     * The document of its configuration, in JSON.
     *
     * @throws AssertionError when it has none, as an index
     */
    public String config() {
        Descriptor config =
                read.config().orElseThrow(() -> new AssertionError("image " + digest() + " has no configuration"));
        return new String(content(config.digest()), StandardCharsets.UTF_8);
    }

    /** The digests of its layers, in the order of the manifest; for an index those of the manifests it lists. */
    public List<Digest> content() {
        return read.references().stream()
                .map(ManifestReference::digest)
                .filter(digest -> !read.config()
                        .map(Descriptor::digest)
                        .filter(digest::equals)
                        .isPresent())
                .toList();
    }

    /**
     * The bytes of a part.
     *
     * @throws AssertionError when the repository does not have it
     */
    public byte[] content(Digest digest) {
        try (InputStream content = images.open(digest)
                .orElseThrow(() -> new AssertionError("repository " + images.repository() + " has no " + digest))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + digest, e);
        }
    }

    @Override
    public String toString() {
        return images.repository() + "@" + digest();
    }
}
