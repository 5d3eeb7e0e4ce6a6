package dev.berth.registry.launcher.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Pushes artifacts of every kind into a registry that runs.
 *
 * @param authorization the value of the Authorization field, empty for none
 */
record PageContent(URI registry, String authorization) {
    static final String OCI = "application/vnd.oci.image.";
    static final String MANIFEST = OCI + "manifest.v1+json";
    static final String INDEX = OCI + "index.v1+json";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static PageContent in(URI registry, String user, String password) {
        return new PageContent(
                registry,
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** An image of some layers; answers the digest of its manifest. */
    String image(String name, String tag, String config, int... layers) throws Exception {
        return put(name, tag, MANIFEST, manifest(name, OCI + "config.v1+json", config, layers, ""));
    }

    String index(String name, String tag, List<String> platforms, List<String> manifests) throws Exception {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < platforms.size(); i++) {
            String[] parts = platforms.get(i).split("/", -1);
            items.add("""
                {"mediaType": "%s", "digest": "%s", "size": %d, "platform": {"os": "%s", "architecture": "%s"}}\
                """.formatted(MANIFEST, manifests.get(i), size(name, manifests.get(i)), parts[0], parts[1]));
        }
        return put(name, tag, INDEX, """
            {"schemaVersion": 2, "mediaType": "%s", "manifests": [%s], "annotations": {"org.opencontainers.image.title": "%s"}}\
            """.formatted(INDEX, String.join(",", items), name));
    }

    String chart(String name, String tag, String values) throws Exception {
        byte[] config = ("{\"name\": \"shop\", \"version\": \"" + tag + "\", \"description\": \"The shop\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] archive = archive(Map.of("shop/Chart.yaml", "name: shop\n", "shop/values.yaml", values));
        return put(name, tag, MANIFEST, """
            {"schemaVersion": 2, "mediaType": "%s",
             "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "%s", "size": %d},
             "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "%s", "size": %d}]}\
            """.formatted(
                        MANIFEST, blob(name, config), config.length, blob(name, archive), archive.length));
    }

    private static byte[] archive(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** An artifact that refers to another: a signature or an SBOM. */
    String referrer(String name, String subject, String type, String text) throws Exception {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String manifest = """
            {"schemaVersion": 2, "mediaType": "%s", "artifactType": "%s",
             "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": "%s", "size": 2},
             "layers": [{"mediaType": "%s", "digest": "%s", "size": %d}],
             "subject": {"mediaType": "%s", "digest": "%s", "size": %d},
             "annotations": {"org.opencontainers.image.created": "2026-11-01T10:00:00Z"}}\
            """.formatted(
                        MANIFEST,
                        type,
                        blob(name, "{}".getBytes(StandardCharsets.UTF_8)),
                        type,
                        blob(name, content),
                        content.length,
                        MANIFEST,
                        subject,
                        size(name, subject));
        String digest = digest(manifest.getBytes(StandardCharsets.UTF_8));
        return put(name, digest, MANIFEST, manifest);
    }

    private String manifest(String name, String type, String config, int[] layers, String annotations)
            throws Exception {
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        List<String> items = new ArrayList<>();
        for (int length : layers) {
            byte[] layer = (name + " layer of " + length).getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(layer, Math.max(layer.length, length));
            items.add("{\"mediaType\": \"" + OCI + "layer.v1.tar+gzip\", \"digest\": \"" + blob(name, padded)
                    + "\", \"size\": " + padded.length + "}");
        }
        return """
            {"schemaVersion": 2, "mediaType": "%s", "config": {"mediaType": "%s", "digest": "%s", "size": %d}, "layers": [%s]%s}\
            """.formatted(MANIFEST, type, blob(name, bytes), bytes.length, String.join(",", items), annotations);
    }

    String put(String name, String reference, String type, String manifest) throws Exception {
        send("PUT", "/v2/" + name + "/manifests/" + reference, type, manifest.getBytes(StandardCharsets.UTF_8), 201);
        return digest(manifest.getBytes(StandardCharsets.UTF_8));
    }

    String blob(String name, byte[] content) throws Exception {
        String digest = digest(content);
        send("POST", "/v2/" + name + "/blobs/uploads/?digest=" + digest, "application/octet-stream", content, 201);
        return digest;
    }

    private int size(String name, String digest) throws Exception {
        return send("GET", "/v2/" + name + "/manifests/" + digest, "", new byte[0], 200)
                .body()
                .length;
    }

    HttpResponse<byte[]> send(String method, String path, String type, byte[] body, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(registry.resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return answer;
    }

    private static String digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content)).toString();
    }
}
