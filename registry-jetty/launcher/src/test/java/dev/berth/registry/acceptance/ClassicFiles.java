package dev.berth.registry.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of an old registry in a directory, written in its order: content, links, then the tag. */
final class ClassicFiles {
    private final Path root;

    ClassicFiles(Path root) {
        this.root = root.resolve("docker/registry/v2");
    }

    void push(String repository, String tag, Image image) throws IOException {
        for (Content blob : image.blobs()) {
            content(blob);
            link(repository, "_layers/" + path(blob), blob);
        }
        content(image.manifest());
        link(repository, "_manifests/revisions/" + path(image.manifest()), image.manifest());
        link(repository, "_manifests/tags/" + tag + "/index/" + path(image.manifest()), image.manifest());
        link(repository, "_manifests/tags/" + tag + "/current", image.manifest());
    }

    void untag(String repository, String tag) throws IOException {
        Path folder = root.resolve("repositories/" + repository + "/_manifests/tags/" + tag);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void content(Content content) throws IOException {
        String hex = hex(content);
        write(root.resolve("blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data"), content.bytes());
    }

    private void link(String repository, String folder, Content content) throws IOException {
        Path link = root.resolve("repositories/" + repository + "/" + folder + "/link");
        write(link, content.digest().getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes);
    }

    private static String path(Content content) {
        return "sha256/" + hex(content);
    }

    private static String hex(Content content) {
        return content.digest().substring("sha256:".length());
    }
}
