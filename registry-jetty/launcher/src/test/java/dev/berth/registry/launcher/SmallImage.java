package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * An image of one layer in a registry that runs.
 *
 * @param manifest its digest
 * @param layer the digest of its layer
 */
public record SmallImage(URI repository, String manifest, String layer) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    public static SmallImage push(URI registry, String name, String tag) throws Exception {
        URI repository = registry.resolve("/v2/" + name + "/");
        String config = pushBlob(repository, "{}");
        String layer = pushBlob(repository, layerText(name));
        String manifest = """
            {"schemaVersion": 2, "mediaType": "%s",
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": 2, "digest": "%s"},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "size": %d, "digest": "%s"}]}
            """.formatted(TYPE, config, 11 + name.length(), layer);
        send("PUT", repository.resolve("manifests/" + tag), manifest, 201);
        return new SmallImage(repository, digest(manifest), layer);
    }

    /** The digest of the layer of the image in a repository. */
    public static String layerOf(String name) throws Exception {
        return digest(layerText(name));
    }

    private static String layerText(String name) {
        return "a layer of " + name;
    }

    public void deleteTag(String tag) throws Exception {
        send("DELETE", repository.resolve("manifests/" + tag), "", 202);
    }

    private static String pushBlob(URI repository, String text) throws Exception {
        String digest = digest(text);
        send("POST", repository.resolve("blobs/uploads/?digest=" + digest), text, 201);
        return digest;
    }

    private static void send(String method, URI uri, String body, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
        if (method.equals("PUT")) {
            request.header("Content-Type", TYPE);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String digest(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Digest.of(DigestAlgorithm.SHA256, hash).toString();
    }
}
