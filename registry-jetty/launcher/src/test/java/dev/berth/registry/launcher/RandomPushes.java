package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
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
import java.util.List;
import java.util.SplittableRandom;

/** Pushes, moves and deletions of tags and manifests against one registry. */
public final class RandomPushes {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final int TAGS = 12;

    private final URI registry;
    private final SplittableRandom random;
    private final List<String> pushed = new ArrayList<>();

    /** Pushes to a registry that are the same for the same seed. */
    public RandomPushes(URI registry, long seed) {
        this.registry = registry;
        this.random = new SplittableRandom(seed);
    }

    /** At first an image in each repository, then operations at random. */
    public void run(List<String> names, int operations) throws IOException, InterruptedException {
        for (String name : names) {
            pushImage(name, "first");
        }
        for (int i = 0; i < operations; i++) {
            String name = names.get(random.nextInt(names.size()));
            String tag = "v" + random.nextInt(TAGS);
            switch (random.nextInt(8)) {
                case 0 -> send("DELETE", name + "/manifests/" + tag, "", IMAGE);
                case 1 -> send("DELETE", name + "/manifests/" + anyDigest(), "", IMAGE);
                case 2 -> move(name, tag);
                case 3 -> pushIndex(name, tag);
                default -> pushImage(name, tag);
            }
        }
    }

    private String anyDigest() {
        return pushed.get(random.nextInt(pushed.size()));
    }

    private void move(String name, String tag) throws IOException, InterruptedException {
        HttpResponse<String> first = ClassicServer.get(registry, name + "/manifests/first");
        assertThat(first.statusCode()).isIn(200, 404);
        if (first.statusCode() == 200) {
            put(name, tag, first.body(), IMAGE);
        }
    }

    private String pushImage(String name, String tag) throws IOException, InterruptedException {
        String config = pushBlob(name, "{\"n\":" + random.nextInt(1_000_000) + "}");
        String layer = pushBlob(name, "layer " + random.nextInt(50));
        String digest = put(
                name,
                tag,
                "{\"schemaVersion\":2,\"mediaType\":\"" + IMAGE + "\",\"config\":"
                        + descriptor("application/vnd.oci.image.config.v1+json", config) + ",\"layers\":["
                        + descriptor("application/vnd.oci.image.layer.v1.tar", layer) + "]}",
                IMAGE);
        pushed.add(digest);
        return digest;
    }

    private void pushIndex(String name, String tag) throws IOException, InterruptedException {
        String child = pushImage(name, "child" + random.nextInt(TAGS));
        long size =
                ClassicServer.get(registry, name + "/manifests/" + child).body().length();
        put(
                name,
                tag,
                "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[{\"mediaType\":\"" + IMAGE
                        + "\",\"size\":" + size + ",\"digest\":\"" + child
                        + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}",
                INDEX);
    }

    private static String descriptor(String type, String text) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + text.length() + ",\"digest\":\"" + digest(text) + "\"}";
    }

    private String pushBlob(String name, String text) throws IOException, InterruptedException {
        HttpResponse<String> begun = send("POST", name + "/blobs/uploads/", "", IMAGE);
        URI place = registry.resolve(begun.headers().firstValue("Location").orElseThrow());
        String query = place.getRawQuery() == null ? "?" : "&";
        HttpRequest request = HttpRequest.newBuilder(URI.create(place + query + "digest=" + digest(text)))
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofString(text))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        return text;
    }

    private String put(String name, String tag, String manifest, String type) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("PUT", name + "/manifests/" + tag, manifest, type);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return digest(manifest);
    }

    private HttpResponse<String> send(String method, String path, String body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/v2/" + path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static String digest(String text) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toString();
    }
}
