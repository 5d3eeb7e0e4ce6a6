package dev.berth.registry.examples.benchmark;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Clients that pull a small image and, one time in ten, push another. */
final class Clients {
    private static final int CLIENTS = 4;
    private static final int LAYER = 4_096;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI registry;

    Clients(URI registry) {
        this.registry = registry;
    }

    /** Pushes the images to pull. */
    void prepare() throws IOException, InterruptedException {
        push("seed");
    }

    /** Works for a while. */
    Latencies work(Duration duration) throws InterruptedException {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            threads.execute(() -> work(latencies, end));
        }
        threads.shutdown();
        if (!threads.awaitTermination(duration.toSeconds() + 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a client hangs");
        }
        return latencies;
    }

    /** Pushes this number of images, and answers the rate per second. */
    double round(int images) throws InterruptedException {
        long begun = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Callable<Void>> pushes = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            String tag = "t" + i % 100;
            pushes.add(() -> {
                push(tag);
                return null;
            });
        }
        for (Future<Void> push : threads.invokeAll(pushes)) {
            requireDone(push);
        }
        threads.shutdown();
        return images / ((System.nanoTime() - begun) / 1e9);
    }

    private static void requireDone(Future<Void> push) throws InterruptedException {
        try {
            push.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a push failed", e);
        }
    }

    private void work(Latencies latencies, long end) {
        while (System.nanoTime() < end) {
            boolean pushes = ThreadLocalRandom.current().nextInt(10) == 0;
            long begun = System.nanoTime();
            try {
                if (pushes) {
                    push("t" + ThreadLocalRandom.current().nextInt(100));
                    latencies.pushed(System.nanoTime() - begun);
                } else {
                    pull();
                    latencies.pulled(System.nanoTime() - begun);
                }
            } catch (IOException e) {
                latencies.failed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pull() throws IOException, InterruptedException {
        String manifest =
                new String(send("GET", uri("manifests/seed"), new byte[0], 200).body(), UTF_8);
        int digest = manifest.lastIndexOf("sha256:");
        send("GET", uri("blobs/" + manifest.substring(digest, digest + 71)), new byte[0], 200);
    }

    private void push(String tag) throws IOException, InterruptedException {
        byte[] config = "{}".getBytes(UTF_8);
        byte[] layer = new byte[LAYER];
        ThreadLocalRandom.current().nextBytes(layer);
        pushBlob(config);
        pushBlob(layer);
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config) + ",\"layers\":["
                + descriptor("application/vnd.oci.image.layer.v1.tar", layer) + "]}";
        send("PUT", uri("manifests/" + tag), manifest.getBytes(UTF_8), 201);
    }

    private void pushBlob(byte[] content) throws IOException, InterruptedException {
        HttpResponse<byte[]> begun = send("POST", uri("blobs/uploads/"), new byte[0], 202);
        URI session = begun.uri().resolve(begun.headers().firstValue("Location").orElseThrow());
        send("PUT", URI.create(session + "?digest=" + digest(content)), content, 201);
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + content.length + ",\"digest\":\"" + digest(content)
                + "\"}";
    }

    private static Digest digest(byte[] content) {
        return Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(content));
    }

    private URI uri(String path) {
        return registry.resolve("/v2/benchmark/served/" + path);
    }

    private HttpResponse<byte[]> send(String method, URI target, byte[] body, int expected)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", MediaType.OCI_MANIFEST.value())
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException(method + " " + target + " was answered " + answer.statusCode());
        }
        return answer;
    }
}
