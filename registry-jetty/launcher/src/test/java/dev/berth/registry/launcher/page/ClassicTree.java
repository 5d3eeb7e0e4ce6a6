package dev.berth.registry.launcher.page;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a registry in the classic layout, with small repositories. */
record ClassicTree(Path root) {

    /** Writes a repository with one tag of an image without layers. */
    void repository(String name) throws IOException {
        String config = blob("{}");
        String manifest = """
            {"schemaVersion": 2, "mediaType": "%s", "layers": [],
             "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 2},
             "annotations": {"name": "%s"}}\
            """.formatted(PageContent.MANIFEST, config, name);
        String image = blob(manifest);
        Path repository = root.resolve("docker/registry/v2/repositories").resolve(name);
        link(repository.resolve("_layers"), config);
        link(repository.resolve("_manifests/revisions"), image);
        link(repository.resolve("_manifests/tags/v1/index"), image);
        write(repository.resolve("_manifests/tags/v1/current/link"), image);
    }

    /** Writes the tag of an image that is not there. */
    void brokenTag(String name) throws IOException {
        write(
                root.resolve("docker/registry/v2/repositories")
                        .resolve(name)
                        .resolve("_manifests/tags/broken/current/link"),
                "sha256:" + "ab".repeat(32));
    }

    private String blob(String content) throws IOException {
        String digest = Digest.compute(
                        DigestAlgorithm.SHA256, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                .toString();
        String hex = hex(digest);
        write(root.resolve("docker/registry/v2/blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data"), content);
        return digest;
    }

    private static void link(Path folder, String digest) throws IOException {
        write(folder.resolve("sha256/" + hex(digest) + "/link"), digest);
    }

    private static String hex(String digest) {
        return digest.substring("sha256:".length());
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
