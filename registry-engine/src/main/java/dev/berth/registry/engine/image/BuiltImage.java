package dev.berth.registry.engine.image;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A small image that is built in code and held in memory (OCI Image Specification, manifest.md and config.md). The same
 * content gives the same digests. As a source of {@link ImageCopy} it has one image, which is found by every tag.
 * Immutable.
 */
public final class BuiltImage implements ImageSource {
    /** The media type of layers: an archive, compressed with gzip. */
    public static final MediaType LAYER = new MediaType("application/vnd.oci.image.layer.v1.tar+gzip");

    private static final MediaType CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");

    private final Manifest manifest;
    private final Map<Digest, byte[]> blobs;

    private BuiltImage(Manifest manifest, Map<Digest, byte[]> blobs) {
        this.manifest = manifest;
        this.blobs = Map.copyOf(blobs);
    }

    /** A builder for an image of {@code linux/amd64} without layers. */
    public static Builder builder() {
        return new Builder();
    }

    /** An image with one layer, which has these files. */
    public static BuiltImage of(Map<String, String> files) {
        return builder().files(files).build();
    }

    /** The manifest. */
    public Manifest manifest() {
        return manifest;
    }

    /** The digest of the manifest. */
    public Digest digest() {
        return manifest.digest();
    }

    @Override
    public Optional<Manifest> find(Reference reference) {
        boolean isOther = reference instanceof Digest digest && !digest.equals(manifest.digest());
        return isOther ? Optional.empty() : Optional.of(manifest);
    }

    @Override
    public Optional<InputStream> open(Digest blob) {
        return Optional.ofNullable(blobs.get(blob)).map(ByteArrayInputStream::new);
    }

    @Override
    public List<Digest> referrers(Digest subject) {
        return List.of();
    }

    /** Collects the parts of an image; not safe for use by several threads. */
    public static final class Builder {
        private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
        private final List<Descriptor> layers = new ArrayList<>();
        private final List<Digest> diffIds = new ArrayList<>();
        private final Map<String, String> labels = new TreeMap<>();
        private final Map<String, String> annotations = new TreeMap<>();
        private Platform platform = Platform.LINUX_AMD64;
        private List<String> entrypoint = List.of();

        private Builder() {}

        /** Adds a layer with these text files, whose names are paths below the root: {@code etc/motd} for example. */
        public Builder files(Map<String, String> texts) {
            SortedMap<String, byte[]> files = new TreeMap<>();
            texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
            return layerOf(files);
        }

        /**
         * Adds a layer with the regular files below a directory; symbolic links are not followed.
         *
         * @throws UncheckedIOException when a file cannot be read, or its path is too long for an archive
         */
        public Builder directory(Path directory) {
            SortedMap<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> below = Files.walk(directory)) {
                for (Path file : below.filter(Files::isRegularFile).toList()) {
                    files.put(directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the directory of a layer: " + directory, e);
            }
            return layerOf(files);
        }

        /** Adds a layer or, in an artifact, content of any kind. */
        public Builder layer(MediaType type, byte[] content) {
            diffIds.add(digest(content));
            layers.add(blob(type, content.clone()));
            return this;
        }

        /** Sets a label of the configuration. */
        public Builder label(String name, String value) {
            labels.put(name, value);
            return this;
        }

        /** Sets an annotation of the manifest. */
        public Builder annotation(String name, String value) {
            annotations.put(name, value);
            return this;
        }

        /** Sets the platform, {@code linux/amd64} if not set. */
        public Builder platform(Platform ofImage) {
            platform = Objects.requireNonNull(ofImage, "ofImage");
            return this;
        }

        /** Sets the program that a container of the image runs; none if not set. */
        public Builder entrypoint(String... words) {
            entrypoint = List.of(words);
            return this;
        }

        /** The image. */
        public BuiltImage build() {
            ImageDocuments documents = new ImageDocuments(platform, labels, annotations, entrypoint);
            Map<Digest, byte[]> content = new LinkedHashMap<>(blobs);
            byte[] config = documents.config(diffIds);
            Descriptor described = new Descriptor(CONFIG, digest(config), config.length);
            content.put(described.digest(), config);
            byte[] manifest = documents.manifest(described, layers);
            return new BuiltImage(
                    new Manifest(digest(manifest), MediaType.OCI_MANIFEST, ByteBuffer.wrap(manifest)), content);
        }

        private Builder layerOf(SortedMap<String, byte[]> files) {
            try {
                byte[] archive = TarFiles.of(files);
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                    gzip.write(archive);
                }
                diffIds.add(digest(archive));
                layers.add(blob(LAYER, compressed.toByteArray()));
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot build a layer", e);
            }
        }

        private Descriptor blob(MediaType type, byte[] content) {
            Digest digest = digest(content);
            blobs.put(digest, content);
            return new Descriptor(type, digest, content.length);
        }

        private static Digest digest(byte[] content) {
            return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
        }
    }
}
