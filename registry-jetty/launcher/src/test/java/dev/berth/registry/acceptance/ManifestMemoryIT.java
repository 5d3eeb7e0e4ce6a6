package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.jetty.Frames;
import dev.berth.registry.jetty.RawClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Manifests and lists that are as large as they may be, in a heap of 128 MiB: more at once than it has room for, from
 * one client. It may refuse some, and serves all in the end.
 */
final class ManifestMemoryIT {
    private static final int REFERRERS = Scale.of(60, 8);
    private static final int READERS = Scale.of(16, 4);
    private static final int PUSHES = Scale.of(300, 40);
    private static final int LARGE = 4_000_000;
    private static final String SUBJECT = "sha256:" + "5".repeat(64);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyLargeManifestsAtOnceFitInASmallHeap() throws Exception {
        try (RunningServer server =
                Launch.in(folder).where("JAVA_OPTS", "-Xmx128m").start()) {
            Content config = Content.of("{}".getBytes(StandardCharsets.UTF_8));
            server.client().pushBlob("m", config);
            for (int i = 0; i < REFERRERS; i++) {
                push(server, "r" + i, referrer(config, i));
            }
            readReferrersAtOnce(server);
            List<RawClient> clients = new ArrayList<>();
            pushAllButTheLastByte(server, clients);
            askAndTakeNothing(server, clients);
            assertThat(server.client().get("/v2/").statusCode()).isEqualTo(200);
            for (RawClient client : clients) {
                client.close();
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> server.client().get("/v2/m/manifests/r0").statusCode() == 200);
            assertThat(server.isAlive()).isTrue();
            assertThat(server.says()).doesNotContain("OutOfMemoryError");
            server.stop();
        }
    }

    private static void readReferrersAtOnce(RunningServer server) {
        List<CompletableFuture<Set<String>>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(CompletableFuture.supplyAsync(() -> referrers(server)));
        }
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).hasSize(REFERRERS));
    }

    /** All of them, page by page, each as often as it is refused. */
    private static Set<String> referrers(RunningServer server) {
        Set<String> found = new HashSet<>();
        Optional<String> path = Optional.of("/v2/m/referrers/" + SUBJECT);
        while (path.isPresent()) {
            HttpResponse<byte[]> page = patiently(server.uri().resolve(path.get()));
            try {
                for (JsonNode referrer : JSON.readTree(page.body()).required("manifests")) {
                    found.add(referrer.required("digest").asText());
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            path = page.headers().firstValue("Link").map(link -> link.substring(1, link.indexOf('>')));
        }
        return found;
    }

    private static HttpResponse<byte[]> patiently(URI uri) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
            while (answer.statusCode() == 429 || answer.statusCode() == 503) {
                Thread.sleep(50);
                answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
            }
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pushAllButTheLastByte(RunningServer server, List<RawClient> clients) throws IOException {
        byte[] most = new byte[LARGE];
        for (int i = 0; i < PUSHES; i++) {
            RawClient client = new RawClient(server.uri().getPort());
            clients.add(client);
            client.say("PUT /v2/m/manifests/x HTTP/1.1\r\nHost: a\r\nContent-Length: " + (LARGE + 1) + "\r\n\r\n");
            sayOrBeRefused(client, most);
        }
    }

    private static void sayOrBeRefused(RawClient client, byte[] bytes) {
        try {
            client.say(bytes);
        } catch (IOException e) {
            // The server has answered, and waits for the rest only for some seconds.
            return;
        }
    }

    private static void askAndTakeNothing(RunningServer server, List<RawClient> clients) throws IOException {
        for (int connection = 0; connection < 4; connection++) {
            RawClient client = new RawClient(server.uri().getPort());
            clients.add(client);
            client.say(Frames.prefaceWithoutWindow());
            for (int i = 0; i < 100; i++) {
                client.say(Frames.get(2 * i + 1, "/v2/m/manifests/r" + i % REFERRERS));
            }
        }
    }

    private static void push(RunningServer server, String tag, String manifest)
            throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(server.uri().resolve("/v2/m/manifests/" + tag))
                .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                .PUT(BodyPublishers.ofString(manifest))
                .build();
        assertThat(HTTP.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    private static String referrer(Content config, int number) {
        return """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},"layers":[],
             "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":7},
             "annotations":{"number":"%d","long":"%s"}}\
            """.formatted(config.digest(), SUBJECT, number, "x".repeat(LARGE));
    }
}
