package dev.berth.registry.engine.image;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images in a directory (OCI Image Specification, image-layout.md). A tag is the annotation {@code
 * org.opencontainers.image.ref.name} of an entry of {@code index.json}. Content is verified against its digest when it
 * is written, manifests also when they are read. Any number of threads may read while none writes.
 */
public final class OciLayout implements ImageSource, ImageTarget {
    private static final String MARKER = "oci-layout";
    private static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final int LARGEST_MARKER = 4 << 10;
    private static final int LARGEST_MANIFEST = 16 << 20;
    private static final int MOST_DESCRIPTORS = 10_000;

    private final Path directory;

    private OciLayout(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a layout.
     *
     * @throws IOException when the directory is no layout of version 1
     */
    public static OciLayout open(Path directory) throws IOException {
        Path marker = directory.resolve(MARKER);
        if (!Files.isRegularFile(marker) || Files.size(marker) > LARGEST_MARKER) {
            throw new IOException("not an OCI image layout: " + directory + " has no file " + MARKER);
        }
        if (!Files.readString(marker).replaceAll("\\s", "").contains("\"imageLayoutVersion\":\"1.")) {
            throw new IOException("not an OCI image layout of version 1: " + marker);
        }
        return new OciLayout(directory);
    }

    /**
     * Opens a layout, or makes an empty one in a directory that is empty or does not exist.
     *
     * @throws IOException when the directory has other files
     */
    public static OciLayout openOrCreate(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (!Files.exists(directory.resolve(MARKER))) {
            requireEmpty(directory);
            LayoutIndex.EMPTY.write(directory);
            Files.writeString(directory.resolve(MARKER), VERSION);
        }
        return open(directory);
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw new IOException("neither empty nor an OCI image layout: " + directory);
            }
        }
    }

    /** The tags, in the order of {@code index.json}; names that are no tags are left out. */
    public List<Tag> tags() throws IOException {
        return LayoutIndex.read(directory).tags();
    }

    @Override
    public Optional<Manifest> find(Reference reference) throws IOException {
        LayoutIndex index = LayoutIndex.read(directory);
        if (reference instanceof Tag tag) {
            Optional<Descriptor> entry = index.find(tag);
            return entry.isEmpty()
                    ? Optional.empty()
                    : manifest(entry.get().digest(), entry.map(Descriptor::mediaType));
        }
        Digest digest = (Digest) reference;
        return manifest(digest, index.find(digest).map(Descriptor::mediaType));
    }

    /** The media type is that of the document, if no entry of the index gives it. */
    private Optional<Manifest> manifest(Digest digest, Optional<MediaType> known) throws IOException {
        Path file = blob(digest);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST_MANIFEST) {
            throw new RegistryException(ErrorCode.MANIFEST_INVALID, digest + " is larger than a manifest");
        }
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file));
        if (!Digest.compute(digest.algorithm(), content).equals(digest)) {
            throw broken(digest);
        }
        MediaType type = known.isPresent() ? known.get() : read(content).mediaType();
        return Optional.of(new Manifest(digest, type, content));
    }

    private static ReadManifest read(ByteBuffer content) {
        return new ManifestReader(MOST_DESCRIPTORS).readStored(content);
    }

    @Override
    public Optional<InputStream> open(Digest digest) throws IOException {
        Path file = blob(digest);
        return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
    }

    /** Referrers are entries of {@code index.json}: nothing else in a layout leads to them. */
    @Override
    public List<Digest> referrers(Digest subject) throws IOException {
        List<Digest> referrers = new ArrayList<>();
        for (Descriptor entry : LayoutIndex.read(directory).entries()) {
            Optional<Manifest> manifest = manifest(entry.digest(), Optional.of(entry.mediaType()));
            if (manifest.isPresent() && read(manifest.get().content()).subject().equals(Optional.of(subject))) {
                referrers.add(entry.digest());
            }
        }
        return referrers;
    }

    @Override
    public boolean contains(Digest digest) {
        return Files.isRegularFile(blob(digest));
    }

    @Override
    public void push(Digest digest, InputStream content) throws IOException {
        Path file = blob(digest);
        Files.createDirectories(file.resolveSibling(""));
        Path part = file.resolveSibling(digest.hex() + ".part");
        try {
            MessageDigest computation = digest.algorithm().newMessageDigest();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), computation)) {
                content.transferTo(out);
            }
            if (!Digest.of(digest.algorithm(), computation.digest()).equals(digest)) {
                throw broken(digest);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void push(Manifest manifest) throws IOException {
        if (!contains(manifest.digest())) {
            byte[] bytes = new byte[manifest.size()];
            manifest.content().get(bytes);
            push(manifest.digest(), new ByteArrayInputStream(bytes));
        }
    }

    @Override
    public void publish(Manifest manifest, Optional<Tag> tag) throws IOException {
        push(manifest);
        LayoutIndex.read(directory).with(manifest, tag).write(directory);
    }

    private Path blob(Digest digest) {
        return directory.resolve("blobs").resolve(digest.algorithm().toString()).resolve(digest.hex());
    }

    private static RegistryException broken(Digest digest) {
        return new RegistryException(
                ErrorCode.DIGEST_INVALID,
                "the content does not have the digest " + digest,
                Map.of("digest", digest.toString()));
    }
}
