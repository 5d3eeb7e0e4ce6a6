package dev.berth.registry.examples.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.MediaType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** One client of a registry. For one thread. */
final class Load {
    static final int TAGS = 1_000;
    private static final int BLOB = 1 << 20;
    private static final int LAYER = 4_096;
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);
    private static final byte[] NOTHING = {};
    private static final String MANIFEST_TYPE = MediaType.OCI_MANIFEST.value();
    private static final byte[] LARGE_BLOB = random(new SplittableRandom(BLOB), BLOB);
    private static final String LARGE_DIGEST = digest(LARGE_BLOB).toString();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI repository;
    private final SplittableRandom random;

    Load(URI registry, long seed) {
        this.repository = registry.resolve("/v2/comparison/images/");
        this.random = new SplittableRandom(seed);
    }

    /** The blob of {@link Operation#BLOB}, the same for every server. */
    static byte[] blob() {
        return LARGE_BLOB.clone();
    }

    /** The manifest of {@link Operation#MANIFEST}. */
    static byte[] manifest() {
        return manifest(LARGE_BLOB);
    }

    /** Pushes the blob and the tags that are read. */
    void prepare() throws IOException, InterruptedException {
        pushBlob(CONFIG);
        pushBlob(LARGE_BLOB);
        for (int tag = 0; tag < TAGS; tag++) {
            pushManifest("t" + tag, manifest());
        }
    }

    void run(Operation operation) throws IOException, InterruptedException {
        switch (operation) {
            case MANIFEST -> send("GET", "manifests/t7", NOTHING, 200);
            case BLOB -> send("GET", "blobs/" + LARGE_DIGEST, NOTHING, 200);
            case PUSH -> push();
            case TAGS -> send("GET", "tags/list?n=" + TAGS, NOTHING, 200);
        }
    }

    private void push() throws IOException, InterruptedException {
        byte[] layer = random(random, LAYER);
        pushBlob(CONFIG);
        pushBlob(layer);
        pushManifest("p" + random.nextInt(100), manifest(layer));
    }

    private void pushBlob(byte[] content) throws IOException, InterruptedException {
        HttpResponse<byte[]> begun = send("POST", "blobs/uploads/", NOTHING, 202);
        URI session = begun.uri().resolve(begun.headers().firstValue("Location").orElseThrow());
        String separator = session.getRawQuery() == null ? "?" : "&";
        send("PUT", session + separator + "digest=" + digest(content), content, 201);
    }

    private void pushManifest(String tag, byte[] manifest) throws IOException, InterruptedException {
        send("PUT", "manifests/" + tag, manifest, 201);
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, int expected)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(repository.resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Content-Type", path.startsWith("manifests/") ? MANIFEST_TYPE : "application/octet-stream")
                .header("Accept", MANIFEST_TYPE)
                .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException(method + " " + path + ": status " + answer.statusCode() + " in place of " + expected);
        }
        return answer;
    }

    private static byte[] manifest(byte[] layer) {
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST_TYPE + "\",\"config\":"
                        + descriptor("application/vnd.oci.image.config.v1+json", CONFIG) + ",\"layers\":["
                        + descriptor("application/vnd.oci.image.layer.v1.tar", layer) + "]}")
                .getBytes(UTF_8);
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + content.length + ",\"digest\":\"" + digest(content)
                + "\"}";
    }

    private static byte[] random(SplittableRandom source, int size) {
        byte[] bytes = new byte[size];
        source.nextBytes(bytes);
        return bytes;
    }

    static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }
}
