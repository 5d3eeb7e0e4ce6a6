package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow clients; the test moves the clock of the server, so that it need not wait. */
class SlowClientsTest {
    private static final String PING = "GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n";

    private TestServer server = TestServer.open();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void headerThatDoesNotEndEndsTheConnection() throws Exception {
        try (RawClient slow = new RawClient(server.server());
                RawClient other = new RawClient(server.server());
                RawClient quiet = new RawClient(server.server())) {
            slow.say("GET /v2/ HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            other.say("G");
            assertThat(quiet.say(PING).hear().status()).isEqualTo(200);
            server.server().checkTimeouts(Duration.ofSeconds(29));
            server.server().checkTimeouts(Duration.ofSeconds(29));
            slow.say("a");
            await().until(() -> {
                server.server().checkTimeouts(Duration.ofSeconds(31));
                return server.server().connections() == 1;
            });
            assertThat(slow.isClosedByServer()).isTrue();
            assertThat(other.isClosedByServer()).isTrue();
            assertThat(quiet.say(PING).hear().status()).isEqualTo(200);
        }
    }

    @Test
    void bodyMayTakeLongerThanAHeader() throws IOException, InterruptedException {
        byte[] content = new byte[100_000];
        String location = header(server.send("POST", "/v2/a/blobs/uploads/", NOTHING), "Location");
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT " + location + "?digest=" + TestServer.digest(content)
                    + " HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            client.say(new byte[50_000]);
            await().until(() -> server.server().running() > 0);
            server.server().checkTimeouts(Duration.ofHours(1));
            server.server().checkTimeouts(Duration.ofHours(1));
            assertThat(client.say(new byte[50_000]).hear().status()).isEqualTo(201);
        }
    }

    /** The limit of one address on a Java without virtual threads, less a few. */
    @Test
    void manySlowBodiesKeepNobodyOut() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            RawClient client = new RawClient(server.server());
            slow.add(client);
            client.say("PUT /v2/a/manifests/v" + i + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{");
        }
        await().until(() -> server.server().running() == slow.size());
        assertThat(server.get("/v2/").statusCode()).isEqualTo(200);
        server.pushBlob("a", new byte[1000]);
        for (RawClient client : slow) {
            client.abort();
        }
        await().until(() -> server.server().running() == 0);
        assertThat(server.get("/v2/").statusCode()).isEqualTo(200);
    }

    /** Jetty passes over empty lines before a request, and begins its idle timeout anew with each. */
    @Test
    void emptyLinesAreSilence() throws Exception {
        try (RawClient quiet = new RawClient(server.server());
                RawClient busy = new RawClient(server.server())) {
            for (RawClient client : List.of(quiet, busy)) {
                assertThat(client.say("\r\nGET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n")
                                .hear()
                                .status())
                        .isEqualTo(200);
            }
            await().until(() -> server.server().running() == 0);
            server.server().checkTimeouts(Duration.ZERO);
            quiet.say("\r\n\r\n");
            assertThat(busy.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear().status())
                    .isEqualTo(200);
            quiet.say("\r\n");
            await().until(() -> server.server().running() == 0);
            server.server().checkTimeouts(Duration.ofMinutes(3));
            assertThat(quiet.isClosedByServer()).isTrue();
            assertThat(busy.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodyThatDoesNotComeIsAnswered408() throws IOException, InterruptedException {
        open(new InMemoryBlobStore(Clock.systemUTC()), true, Duration.ofMillis(300));
        String location = header(server.send("POST", "/v2/a/blobs/uploads/", NOTHING), "Location");
        for (String request : new String[] {"PATCH " + location, "PUT /v2/a/manifests/v1"}) {
            try (RawClient client = new RawClient(server.server())) {
                client.say(request + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n");
                RawClient.Answer answer = client.say(new byte[1000]).hear();
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.text()).contains("too slowly").startsWith("{\"errors\":[{\"code\":\"");
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
        await().until(() -> server.server().running() == 0);
    }

    @Test
    void chunkThatNeverBeginsIsNotWaitedFor() throws IOException {
        String begin = "PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;";
        assertIsNotWaitedFor(begin.getBytes(StandardCharsets.US_ASCII), new byte[] {'a'});
    }

    @Test
    void framesOfNothingAreNotWaitedFor() throws IOException {
        byte[] nothing = Frames.frame(Frames.DATA, 0, 1, new byte[0]);
        assertIsNotWaitedFor(Frames.join(Frames.preface(), Frames.put(1)), nothing);
    }

    /** So often that the connection is never idle. */
    private void assertIsNotWaitedFor(byte[] begin, byte[] nothing) throws IOException {
        open(new InMemoryBlobStore(Clock.systemUTC()), true, Duration.ofSeconds(1));
        try (RawClient client = new RawClient(server.server())) {
            client.say(begin);
            await().until(() -> server.server().running() == 1);
            await().until(() -> !isHeard(client, nothing) || server.server().running() == 0);
            await().until(() -> server.server().running() == 0);
        }
    }

    private static boolean isHeard(RawClient client, byte[] bytes) {
        try {
            client.say(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void readerThatTakesNothingEndsItsConnection() throws Exception {
        open(new InMemoryBlobStore(Clock.systemUTC()), false, Duration.ofMinutes(1));
        assertReaderIsEnded();
    }

    @Test
    void readerOfAFileThatTakesNothingEndsItsConnection(@TempDir Path folder) throws Exception {
        open(FileBlobStore.open(folder), true, Duration.ofMinutes(1));
        assertReaderIsEnded();
    }

    private void assertReaderIsEnded() throws IOException {
        Digest digest = server.pushBlob("a", new byte[64 << 20]);
        try (RawClient slow = new RawClient(server.server());
                RawClient honest = new RawClient(server.server())) {
            slow.say("GET /v2/a/blobs/" + digest + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(slow.hearHead().status()).isEqualTo(200);
            await().until(() -> server.server().transfers() == 1);
            server.server().checkTimeouts(Duration.ofSeconds(29));
            assertThat(server.server().transfers()).isEqualTo(1);
            await().until(() -> {
                server.server().checkTimeouts(Duration.ofSeconds(160));
                return server.server().transfers() == 0 && server.server().running() == 0;
            });
            assertThat(honest.say(PING).hear().status()).isEqualTo(200);
            await().until(() -> server.server().connections() == 1);
        }
    }

    private void open(BlobStore storage, boolean directFiles, Duration idleTimeout) {
        server.close();
        server = TestServer.over(
                storage, TestServer.settings().directFiles(directFiles).idleTimeout(idleTimeout));
    }
}
