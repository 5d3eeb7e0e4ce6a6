package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pushes blobs that are nowhere, and asserts that the registry then has them.
 *
 * @param size of each, in bytes
 */
record LargeUploads(Client client, long size) {
    private static final String REPOSITORY = "large/blobs";

    void atOnce(int uploads) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(uploads);
        CyclicBarrier start = new CyclicBarrier(uploads);
        List<Callable<String>> pushes = new ArrayList<>();
        for (int i = 0; i < uploads; i++) {
            GeneratedStream bytes = new GeneratedStream(i, size);
            pushes.add(() -> {
                start.await();
                client.pushBlob(REPOSITORY, bytes, bytes::digest);
                return bytes.digest();
            });
        }
        try {
            for (Future<String> push : threads.invokeAll(pushes)) {
                assertThat(sizeOf(push.get())).isEqualTo(size);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long sizeOf(String digest) throws Exception {
        HttpResponse<byte[]> head =
                client.send("HEAD", URI.create("/v2/" + REPOSITORY + "/blobs/" + digest), BodyPublishers.noBody());
        Client.expect(head, 200);
        return head.headers().firstValueAsLong("Content-Length").orElseThrow();
    }
}
