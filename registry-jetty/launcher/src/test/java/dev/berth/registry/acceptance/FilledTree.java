package dev.berth.registry.acceptance;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A folder with the files of CNCF distribution: the same names, contents and times for the same arguments. */
final class FilledTree {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private final Path root;

    FilledTree(Path root) {
        this.root = root.resolve("docker/registry/v2");
    }

    /** Each tag is an image with a config and a layer of its own and a layer that all share. */
    void fill(int repositories, int tags) throws IOException {
        content("of no repository");
        for (int number = 0; number < repositories; number++) {
            String repository = "team/app" + number;
            for (int tag = 0; tag < tags; tag++) {
                tag(repository, "v" + tag);
            }
        }
    }

    private void tag(String repository, String tag) throws IOException {
        String config = descriptor(CONFIG, layer(repository, "config of " + repository + tag));
        String own = descriptor(LAYER, layer(repository, "layer of " + repository + tag));
        String shared = descriptor(LAYER, layer(repository, "layer of all"));
        Digest image = content("{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":" + config
                + ",\"layers\":[" + own + "," + shared + "]}");
        String manifests = "repositories/" + repository + "/_manifests/";
        link(manifests + "revisions/", image);
        link(manifests + "tags/" + tag + "/index/", image);
        file(manifests + "tags/" + tag + "/current/link", image.toString());
    }

    private static String descriptor(String type, Digest digest) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":10}";
    }

    private Digest layer(String repository, String text) throws IOException {
        Digest digest = content(text);
        link("repositories/" + repository + "/_layers/", digest);
        return digest;
    }

    private void link(String above, Digest digest) throws IOException {
        file(above + digest.algorithm() + "/" + digest.hex() + "/link", digest.toString());
    }

    private Digest content(String text) throws IOException {
        Digest digest = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        file("blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex() + "/data", text);
        return digest;
    }

    private void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }
}
