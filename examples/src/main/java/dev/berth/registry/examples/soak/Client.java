package dev.berth.registry.examples.soak;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pushes of images to tags that move, and reads, each to one of the servers. An image that was pushed to one of them
 * may be read from the other. Safe for use by several threads.
 */
final class Client {
    private static final int TAGS = 10;
    private static final int LAYER = 4_096;
    private static final byte[] NOTHING = {};
    private static final byte[] CONFIG = "{}".getBytes(UTF_8);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<URI> servers;
    private final int repositories;

    Client(List<URI> servers, int repositories) {
        this.servers = servers;
        this.repositories = repositories;
    }

    /** Pushes an image to a tag of the first one of the repositories. */
    void prepare() throws IOException, InterruptedException {
        for (int repository = 0; repository < repositories; repository++) {
            push("v2/soak/r" + repository + "/", 0);
        }
    }

    void push() throws IOException, InterruptedException {
        push(repository(), ThreadLocalRandom.current().nextInt(TAGS));
    }

    private void push(String repository, int tag) throws IOException, InterruptedException {
        URI base = server().resolve(repository);
        byte[] layer = new byte[LAYER];
        ThreadLocalRandom.current().nextBytes(layer);
        pushBlob(base, CONFIG);
        pushBlob(base, layer);
        byte[] manifest = ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":"
                        + descriptor("config.v1+json", CONFIG) + ",\"layers\":["
                        + descriptor("layer.v1.tar", layer) + "]}")
                .getBytes(UTF_8);
        send("PUT", base.resolve("manifests/t" + tag), manifest, 201);
    }

    /** Reads a manifest by its tag, and one time in two the layer. */
    void read() throws IOException, InterruptedException {
        String repository = repository();
        byte[] manifest = send("GET", server().resolve(repository + "manifests/t0"), NOTHING, 200)
                .body();
        if (ThreadLocalRandom.current().nextBoolean()) {
            String text = new String(manifest, UTF_8);
            int digest = text.lastIndexOf("sha256:");
            send("GET", server().resolve(repository + "blobs/" + text.substring(digest, digest + 71)), NOTHING, 200);
        }
    }

    private String repository() {
        return "v2/soak/r" + ThreadLocalRandom.current().nextInt(repositories) + "/";
    }

    private URI server() {
        return servers.get(ThreadLocalRandom.current().nextInt(servers.size()));
    }

    private void pushBlob(URI base, byte[] content) throws IOException, InterruptedException {
        HttpResponse<byte[]> begun = send("POST", base.resolve("blobs/uploads/"), NOTHING, 202);
        URI session = begun.uri().resolve(begun.headers().firstValue("Location").orElseThrow());
        String separator = session.getRawQuery() == null ? "?" : "&";
        send("PUT", URI.create(session + separator + "digest=" + digest(content)), content, 201);
    }

    private HttpResponse<byte[]> send(String method, URI target, byte[] body, int expected)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofMinutes(1))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("Content-Type", MediaType.OCI_MANIFEST.value())
                .header("Accept", MediaType.OCI_MANIFEST.value())
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException(method + " " + target + ": status " + answer.statusCode() + ", not " + expected);
        }
        return answer;
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"application/vnd.oci.image." + type + "\",\"size\":" + content.length + ",\"digest\":\""
                + digest(content) + "\"}";
    }

    private static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }
}
