package dev.berth.registry.moving;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image of Docker's schema 2 with a layer that no registry has, in a folder as crane pushes it. */
final class ForeignLayer {
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private ForeignLayer() {}

    /** Answers the folder. */
    static String write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        String layer = store(folder, "application/vnd.docker.image.rootfs.diff.tar.gzip", "a layer");
        String foreign = descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", "a layer elsewhere");
        String config = store(
                folder,
                "application/vnd.docker.container.image.v1+json",
                "{\"architecture\":\"amd64\",\"os\":\"windows\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                        + digest("one") + "\",\"" + digest("two") + "\"]}}");
        String manifest = store(
                folder,
                MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":" + config + ",\"layers\":["
                        + foreign.replace("}", ",\"urls\":[\"https://layers.example.com/one\"]}") + "," + layer + "]}");
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(folder.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[" + manifest + "]}");
        return folder.toString();
    }

    private static String store(Path folder, String type, String text) throws IOException {
        Files.writeString(folder.resolve("blobs/sha256").resolve(digest(text).substring("sha256:".length())), text);
        return descriptor(type, text);
    }

    private static String descriptor(String type, String text) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + text.length() + ",\"digest\":\"" + digest(text) + "\"}";
    }

    private static String digest(String text) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toString();
    }
}
