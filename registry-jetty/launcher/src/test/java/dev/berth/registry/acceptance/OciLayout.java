package dev.berth.registry.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image for several architectures, in a folder as the OCI Image Layout Specification says. */
public final class OciLayout {
    static final List<String> ARCHITECTURES = List.of("amd64", "arm64", "s390x");
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;
    private final Random random;

    private OciLayout(Path folder, long seed) {
        this.folder = folder;
        random = new Random(seed);
    }

    /**
     * Writes the image and tags it latest.
     *
     * @return the digest of its index
     */
    public static String write(Path folder, long seed) throws IOException {
        Files.createDirectories(folder.resolve("blobs").resolve("sha256"));
        return new OciLayout(folder, seed).write();
    }

    /** Everything in a layout but its own description. */
    static List<Path> blobs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("blobs").resolve("sha256"))) {
            return files.toList();
        }
    }

    private String write() throws IOException {
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
        ArrayNode images = index.putArray("manifests");
        for (String architecture : ARCHITECTURES) {
            ObjectNode image = image(architecture);
            image.putObject("platform").put("os", "linux").put("architecture", architecture);
            images.add(image);
        }
        ObjectNode latest = store(INDEX, JSON.writeValueAsBytes(index));
        latest.putObject("annotations").put("org.opencontainers.image.ref.name", "latest");
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 2);
        root.putArray("manifests").add(latest);
        Files.write(folder.resolve("index.json"), JSON.writeValueAsBytes(root));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        return latest.path("digest").asText();
    }

    private ObjectNode image(String architecture) throws IOException {
        ObjectNode config =
                JSON.createObjectNode().put("architecture", architecture).put("os", "linux");
        config.putObject("config").putArray("Cmd").add("/bin/hello");
        ArrayNode unpacked = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        ObjectNode manifest = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", Image.MEDIA_TYPE);
        ArrayNode layers = JSON.createArrayNode();
        for (String file : List.of("bin/hello", "etc/machine")) {
            byte[] archive = archive(file, architecture);
            unpacked.add(Content.of(archive).digest());
            layers.add(store(LAYER, zip(archive)));
        }
        manifest.set("config", store(CONFIG, JSON.writeValueAsBytes(config)));
        manifest.set("layers", layers);
        return store(Image.MEDIA_TYPE, JSON.writeValueAsBytes(manifest));
    }

    private byte[] archive(String file, String architecture) throws IOException {
        byte[] content = new byte[100_000];
        random.nextBytes(content);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream entries = new TarArchiveOutputStream(archive)) {
            TarArchiveEntry entry = new TarArchiveEntry(file + "-" + architecture);
            entry.setSize(content.length);
            entry.setModTime(0);
            entries.putArchiveEntry(entry);
            entries.write(content);
            entries.closeArchiveEntry();
        }
        return archive.toByteArray();
    }

    private static byte[] zip(byte[] archive) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
            stream.write(archive);
        }
        return zipped.toByteArray();
    }

    private ObjectNode store(String mediaType, byte[] bytes) throws IOException {
        Content content = Content.of(bytes);
        Files.write(
                folder.resolve("blobs")
                        .resolve("sha256")
                        .resolve(content.digest().substring("sha256:".length())),
                bytes);
        return JSON.createObjectNode()
                .put("mediaType", mediaType)
                .put("digest", content.digest())
                .put("size", bytes.length);
    }
}
