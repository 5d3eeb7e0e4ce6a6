package dev.berth.registry.rails;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The requests of GitLab's client of {@code /v2/}, with those of Geo. */
final class ImageClient {
    static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ANY_MANIFEST = String.join(", ", DOCKER, OCI, DOCKER_LIST, OCI_INDEX);
    private static final String BYTES = "application/octet-stream";

    private final URI base;
    private final String token;

    ImageClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The first 10,000 tags: the client does not follow Link. */
    List<String> tags(String repository) throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/v2/" + repository + "/tags/list?n=10000", "application/json");
        List<String> names = new ArrayList<>();
        if (answer.statusCode() == 200) {
            JsonNode json = new ObjectMapper().readTree(answer.body());
            json.path("tags").forEach(tag -> names.add(tag.asText()));
        }
        return names;
    }

    /** The digest that a HEAD of a manifest names. */
    Optional<String> digest(String repository, String reference) throws Exception {
        HttpResponse<byte[]> answer = send("HEAD", manifest(repository, reference), ANY_MANIFEST);
        return answer.statusCode() == 200 ? answer.headers().firstValue("docker-content-digest") : Optional.empty();
    }

    byte[] manifestBytes(String repository, String reference) throws Exception {
        return success(send("GET", manifest(repository, reference), ANY_MANIFEST), 200)
                .body();
    }

    boolean hasManifest(String repository, String digest) throws Exception {
        return digest(repository, digest).isPresent();
    }

    boolean hasBlob(String repository, String digest) throws Exception {
        return send("HEAD", "/v2/" + repository + "/blobs/" + digest, BYTES).statusCode() == 200;
    }

    /** Fails without the blob. A redirect is followed without the token. */
    byte[] blob(String repository, String digest) throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/v2/" + repository + "/blobs/" + digest, BYTES);
        if (answer.statusCode() / 100 == 3) {
            URI location = URI.create(answer.headers().firstValue("location").orElseThrow());
            answer = HTTP.send(HttpRequest.newBuilder(location).build(), BodyHandlers.ofByteArray());
        }
        return success(answer, 200).body();
    }

    /** True also when there was nothing to delete. */
    boolean delete(String repository, String reference) throws Exception {
        return isGone(send("DELETE", manifest(repository, reference), ANY_MANIFEST));
    }

    boolean deleteBlob(String repository, String digest) throws Exception {
        return isGone(send("DELETE", "/v2/" + repository + "/blobs/" + digest, BYTES));
    }

    private static boolean isGone(HttpResponse<byte[]> answer) {
        return answer.statusCode() / 100 == 2 || answer.statusCode() == 404;
    }

    /** Uploads a blob with a POST and a PUT, and answers its digest. */
    String push(String repository, byte[] content) throws Exception {
        String digest = digest(content);
        HttpResponse<byte[]> begun = success(send("POST", "/v2/" + repository + "/blobs/uploads/", BYTES), 202);
        URI location = base.resolve(begun.headers().firstValue("location").orElseThrow());
        String query = location.getRawQuery() == null ? "" : location.getRawQuery() + "&";
        String target = location.getRawPath() + "?" + query + "digest=" + digest.replace(":", "%3A");
        success(send("PUT", target, BYTES, BYTES, content), 201);
        return digest;
    }

    /** Sets a tag or pushes by digest, and answers the digest. */
    String put(String repository, String reference, String type, byte[] manifest) throws Exception {
        HttpResponse<byte[]> answer =
                success(send("PUT", manifest(repository, reference), ANY_MANIFEST, type, manifest), 201);
        return answer.headers().firstValue("docker-content-digest").orElseThrow();
    }

    private static String manifest(String repository, String reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Digest.of(DigestAlgorithm.SHA256, hash).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<byte[]> success(HttpResponse<byte[]> answer, int status) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.request().method() + " " + answer.uri() + " -> " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private HttpResponse<byte[]> send(String method, String path, String accept) throws Exception {
        return send(method, path, accept, "", new byte[0]);
    }

    private HttpResponse<byte[]> send(String method, String path, String accept, String type, byte[] body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("User-Agent", "GitLab/18.0.0")
                .header("Accept", accept)
                .header("Authorization", "bearer " + token)
                .method(method, BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
