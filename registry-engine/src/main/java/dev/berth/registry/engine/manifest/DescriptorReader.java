package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one descriptor (OCI Image Specification, descriptor.md). Members it does not know are passed over. */
final class DescriptorReader {
    private static final String DOCKER_FOREIGN_LAYER = "application/vnd.docker.image.rootfs.foreign.diff.tar";
    private static final String OCI_NONDISTRIBUTABLE = "application/vnd.oci.image.layer.nondistributable.";

    private static final Set<String> KNOWN =
            Set.of("mediaType", "digest", "size", "urls", "annotations", "data", "platform", "artifactType");
    private static final Set<String> KNOWN_OF_PLATFORM =
            Set.of("architecture", "os", "os.version", "os.features", "variant", "features");

    private final StrictJson json;
    private final String where;
    private Optional<MediaType> mediaType = Optional.empty();
    private Optional<MediaType> artifactType = Optional.empty();
    private Optional<Platform> platform = Optional.empty();
    private Optional<String> data = Optional.empty();
    private Map<String, String> annotations = Map.of();
    private @Nullable Digest digest;
    private long size = -1;
    private final List<String> urls = new ArrayList<>();
    private @Nullable String operatingSystem;
    private @Nullable String architecture;

    private DescriptorReader(StrictJson json, String where) {
        this.json = json;
        this.where = where;
    }

    static ListedContent read(StrictJson json, String where) throws IOException {
        DescriptorReader reader = new DescriptorReader(json, where);
        json.object(where, reader::member);
        return reader.result();
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "mediaType" -> mediaType = json.mediaType(where + ".mediaType");
            case "digest" -> digest = readDigest();
            case "size" -> size = readSize();
            case "urls" -> json.array(where + ".urls", index -> readUrl());
            case "artifactType" -> artifactType = json.mediaType(where + ".artifactType");
            case "annotations" -> annotations = json.strings(where + ".annotations");
            case "platform" -> readPlatform();
            case "data" -> data = json.string(where + ".data").filter(text -> !text.isEmpty());
            default -> json.skip(name, KNOWN);
        }
    }

    private Digest readDigest() throws IOException {
        String text = json.string(where + ".digest").orElse("");
        return Digest.parse(text)
                .orElseThrow(() -> new ManifestInvalid(where + ".digest is not a sha256 or sha512 digest"));
    }

    private long readSize() throws IOException {
        long value = json.integer(where + ".size");
        if (value < 0) {
            throw new ManifestInvalid(where + ".size is negative");
        }
        return value;
    }

    private void readUrl() throws IOException {
        json.string("an element of " + where + ".urls").ifPresent(urls::add);
    }

    private void readPlatform() throws IOException {
        if (json.isNull()) {
            return;
        }
        json.object(where + ".platform", this::platformMember);
        if (operatingSystem != null && architecture != null) {
            platform = Optional.of(new Platform(operatingSystem, architecture));
        }
    }

    private void platformMember(String name) throws IOException {
        switch (name) {
            case "os" -> operatingSystem = json.string(where + ".platform.os").orElse(null);
            case "architecture" ->
                architecture = json.string(where + ".platform.architecture").orElse(null);
            default -> json.skip(name, KNOWN_OF_PLATFORM);
        }
    }

    private ListedContent result() throws IOException {
        if (digest == null) {
            throw new ManifestInvalid(where + " has no digest");
        }
        if (size < 0) {
            throw new ManifestInvalid(where + " has no size");
        }
        MediaType type = mediaType.orElseThrow(() -> new ManifestInvalid(where + " has no mediaType"));
        requireData(digest);
        Descriptor descriptor = new Descriptor(type, digest, size, artifactType, annotations);
        return new ListedContent(descriptor, urls, !urls.isEmpty() || isForeign(type), platform);
    }

    /** Clients take it for the content, instead of asking the registry for that (descriptor.md, "Embedded Content"). */
    private void requireData(Digest promised) throws IOException {
        if (data.isPresent()) {
            byte[] embedded = decode(data.get());
            if (embedded.length != size) {
                throw new ManifestInvalid(
                        where + ".data of " + promised + " has " + embedded.length + " bytes, but size is " + size);
            }
            if (!Digest.compute(promised.algorithm(), ByteBuffer.wrap(embedded)).equals(promised)) {
                throw new ManifestInvalid(where + ".data is not the content of " + promised);
            }
        }
    }

    private byte[] decode(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ManifestInvalid(where + ".data is not Base64");
        }
    }

    private static boolean isForeign(MediaType type) {
        return type.value().startsWith(DOCKER_FOREIGN_LAYER) || type.value().startsWith(OCI_NONDISTRIBUTABLE);
    }
}
