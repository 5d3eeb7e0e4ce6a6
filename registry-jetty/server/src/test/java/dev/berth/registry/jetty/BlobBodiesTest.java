package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.Clients;
import dev.berth.registry.jetty.protocol.TestCertificate;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways a blob can leave: from a file straight to the socket, and through Jetty's buffers. */
@SuppressWarnings("NullAway.Init")
class BlobBodiesTest {
    private static final int SIZE = 16_000_001;

    @TempDir
    Path folder;

    private final byte[] content = new byte[SIZE];
    private WatchedBlobStore storage;
    private TestServer server;
    private Digest digest;

    BlobBodiesTest() {
        new Random(3).nextBytes(content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheConnectionForPipelinedRequests(boolean direct) throws Exception {
        start(direct, Duration.ofSeconds(20));
        try (RawClient client = new RawClient(server.server())) {
            client.say(get("") + get("Range: bytes=1000000-3999999\r\n") + "HEAD" + get("").substring(3));
            client.say(get("Range: bytes=-5000000\r\n") + "GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.hear().body()).isEqualTo(content);
            assertThat(client.hear().body()).isEqualTo(Arrays.copyOfRange(content, 1_000_000, 4_000_000));
            assertThat(client.hearHead().field("Content-Length")).isEqualTo(Integer.toString(SIZE));
            assertThat(client.hear().body()).isEqualTo(Arrays.copyOfRange(content, SIZE - 5_000_000, SIZE));
            assertThat(client.hear().text()).isEqualTo("{}");
        }
        assertThat(storage.opened()).hasSize(3).allMatch(opened -> opened.channel() instanceof FileChannel);
        await().until(() -> !storage.hasOpen());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesTheConnectionWhenAskedTo(boolean direct) throws Exception {
        start(direct, Duration.ofSeconds(20));
        try (RawClient client = new RawClient(server.server())) {
            client.say(get("Connection: close\r\n"));
            assertThat(client.hear().body()).isEqualTo(content);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowClientGetsEverything(boolean direct) throws Exception {
        start(direct, Duration.ofSeconds(20));
        try (RawClient client = new RawClient(server.server())) {
            client.say(get(""));
            await().until(() -> storage.hasOpen());
            assertThat(server.get("/v2/").statusCode()).isEqualTo(200);
            assertThat(storage.hasOpen()).isTrue();
            assertThat(client.hear().body()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientThatBreaksOffLeavesNothingOpen(boolean direct) throws Exception {
        start(direct, Duration.ofSeconds(20));
        for (int i = 0; i < 5; i++) {
            try (RawClient client = new RawClient(server.server())) {
                client.say(get(""));
                assertThat(client.read(new byte[10_000])).isPositive();
                client.abort();
            }
        }
        await().until(() -> !storage.hasOpen());
        assertThat(server.get("/v2/r/blobs/" + digest).body()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientThatReadsNothingIsCutOff(boolean direct) throws Exception {
        start(direct, Duration.ofMillis(500));
        try (RawClient client = new RawClient(server.server())) {
            client.say(get(""));
            await().until(() -> storage.hasOpen());
            await().atMost(Duration.ofSeconds(10)).until(() -> !storage.hasOpen());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void blobThatEndsEarlyEndsTheConnection(boolean direct) throws Exception {
        start(direct, Duration.ofSeconds(20));
        storage.letObjectsEndEarly();
        try (RawClient client = new RawClient(server.server())) {
            client.say(get(""));
            assertThat(client.hear().body().length).isLessThan(SIZE);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThatThrownBy(() -> server.get("/v2/r/blobs/" + digest)).isInstanceOf(IOException.class);
        await().until(() -> !storage.hasOpen());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesThroughHttp2Too(boolean direct) throws Exception {
        start(TestServer.settings().directFiles(direct).tls(TestCertificate.settings()));
        HttpClient client = Clients.http2();
        HttpRequest request =
                HttpRequest.newBuilder(server.uri("/v2/r/blobs/" + digest)).build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        HttpResponse<byte[]> again = client.send(request, BodyHandlers.ofByteArray());
        assertThat(again.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).isEqualTo(content);
        assertThat(again.body()).isEqualTo(content);
    }

    private void start(boolean direct, Duration idleTimeout) throws StoreException {
        start(TestServer.settings().directFiles(direct).idleTimeout(idleTimeout));
    }

    private void start(ServerConfig.Builder settings) throws StoreException {
        storage = new WatchedBlobStore(FileBlobStore.open(folder));
        server = TestServer.over(storage, settings);
        digest = server.pushBlob("r", content);
    }

    private String get(String fields) {
        return "GET /v2/r/blobs/" + digest + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
    }
}
