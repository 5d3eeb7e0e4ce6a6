package dev.berth.registry.examples.mount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Images as files (OCI Image Specification 1.1, image layout). */
final class OciLayout {
    private static final int LAYER = 3 << 20;

    private OciLayout() {}

    /** Writes an image of a configuration and one layer of a few MB; answers the digest of its manifest in hex. */
    static String write(Path folder, String tag) throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        byte[] content = new byte[LAYER];
        new Random(19).nextBytes(content);
        String layer = blob(folder, content);
        byte[] configuration = """
            {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
            """.formatted(layer).getBytes(StandardCharsets.UTF_8);
        byte[] manifest = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},\
            "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:%s","size":%d}]}\
            """.formatted(blob(folder, configuration), configuration.length, layer, LAYER)
                .getBytes(StandardCharsets.UTF_8);
        String digest = blob(folder, manifest);
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(folder.resolve("index.json"), """
            {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "digest":"sha256:%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}]}\
            """.formatted(digest, manifest.length, tag));
        return digest;
    }

    private static String blob(Path folder, byte[] content) throws IOException {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            Files.write(folder.resolve("blobs/sha256").resolve(digest), content);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
