package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 uploads at once to a server with a small heap. Full size: 256 MiB each, into a heap of 256 MiB. */
final class BoundedMemoryIT {
    private static final int UPLOADS = 64;
    private static final long SIZE = (long) Scale.of(256, 8) << 20;
    private static final String HEAP = Scale.of(256, 64) + "m";
    private static final String REPOSITORY = "large/blobs";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyUploadsAtOnceFitInASmallHeap() throws Exception {
        Launch launch = Launch.in(folder).where("JAVA_OPTS", "-Xmx" + HEAP + " -XX:+ExitOnOutOfMemoryError");
        try (RunningServer server = launch.start()) {
            List<String> digests = uploadAtOnce(server.client());

            for (String digest : digests) {
                assertThat(size(server, digest)).isEqualTo(SIZE);
            }
            assertThat(server.isAlive()).isTrue();
            assertThat(server.says()).doesNotContain("OutOfMemoryError");
            server.stop();
        }
    }

    private static List<String> uploadAtOnce(Client client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(UPLOADS);
        CyclicBarrier start = new CyclicBarrier(UPLOADS);
        List<Callable<String>> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            GeneratedStream bytes = new GeneratedStream(i, SIZE);
            uploads.add(() -> {
                start.await();
                client.pushBlob(REPOSITORY, bytes, bytes::digest);
                return bytes.digest();
            });
        }
        try {
            List<String> digests = new ArrayList<>();
            for (Future<String> upload : threads.invokeAll(uploads)) {
                digests.add(upload.get());
            }
            return digests;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long size(RunningServer server, String digest) throws Exception {
        HttpResponse<byte[]> head = server.client()
                .send("HEAD", server.uri().resolve("/v2/" + REPOSITORY + "/blobs/" + digest), BodyPublishers.noBody());
        Client.expect(head, 200);
        return head.headers().firstValueAsLong("Content-Length").orElseThrow();
    }
}
