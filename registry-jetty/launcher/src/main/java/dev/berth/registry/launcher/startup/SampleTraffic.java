package dev.berth.registry.launcher.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;

/** Pushes and pulls of small images, for {@code registry prepare}. */
final class SampleTraffic {
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";

    private final URI server;

    SampleTraffic(URI server) {
        this.server = server;
    }

    void run(int rounds) throws IOException {
        expect(200, "GET", "/v2/", "");
        for (int round = 0; round < rounds; round++) {
            String repository = "/v2/sample/" + round % 10;
            String manifest = push(repository, round);
            pull(repository, manifest);
        }
        expect(200, "GET", "/v2/_catalog?n=5", "");
        expect(404, "GET", "/v2/sample/0/manifests/absent", "");
    }

    private String push(String repository, int round) throws IOException {
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"round\":" + round + "}";
        String layer = "layer " + round + " " + "x".repeat(2_000);
        upload(repository, config);
        upload(repository, layer);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":"
                + descriptor(CONFIG_TYPE, config) + ",\"layers\":[" + descriptor(LAYER_TYPE, layer) + "]}";
        expect(201, "PUT", repository + "/manifests/latest", manifest);
        expect(200, "GET", repository + "/blobs/" + digest(layer), "");
        return manifest;
    }

    private void upload(String repository, String content) throws IOException {
        expect(404, "HEAD", repository + "/blobs/" + digest(content), "");
        HttpURLConnection begun = send("POST", repository + "/blobs/uploads/", "");
        String location = begun.getHeaderField("Location");
        read(begun);
        String path = URI.create(location).getRawPath();
        String query = URI.create(location).getRawQuery();
        String separator = query == null ? "?" : "?" + query + "&";
        expect(201, "PUT", path + separator + "digest=" + digest(content), content);
    }

    private void pull(String repository, String manifest) throws IOException {
        expect(200, "HEAD", repository + "/manifests/latest", "");
        expect(200, "GET", repository + "/manifests/latest", "");
        expect(200, "GET", repository + "/manifests/" + digest(manifest), "");
        expect(200, "GET", repository + "/tags/list", "");
    }

    private static String descriptor(String mediaType, String content) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest(content) + "\",\"size\":"
                + content.length() + "}";
    }

    private static Digest digest(String content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content.getBytes(UTF_8)));
    }

    private void expect(int status, String method, String path, String body) throws IOException {
        HttpURLConnection answer = send(method, path, body);
        int received = answer.getResponseCode();
        read(answer);
        if (received != status) {
            throw new IOException(method + " " + path + " was answered with " + received + " instead of " + status);
        }
    }

    private HttpURLConnection send(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (method.equals("PUT")) {
            connection.setDoOutput(true);
            boolean isManifest = path.contains("/manifests/");
            connection.setRequestProperty("Content-Type", isManifest ? MANIFEST_TYPE : "application/octet-stream");
            connection.getOutputStream().write(body.getBytes(UTF_8));
        }
        return connection;
    }

    /** Reads all of an answer, so that its connection is used again. */
    private static void read(HttpURLConnection answer) throws IOException {
        boolean isError = answer.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream body = isError ? answer.getErrorStream() : answer.getInputStream()) {
            if (body != null) {
                body.readAllBytes();
            }
        }
    }
}
