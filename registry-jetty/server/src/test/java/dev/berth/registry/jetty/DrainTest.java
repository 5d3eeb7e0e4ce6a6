package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In each of these tests an upload is in progress, so that the server runs until its end. */
class DrainTest {
    private static final String PING = "GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final byte[] HALF = new byte[100_000];

    private final TestServer server = TestServer.with(TestServer.settings().drainTimeout(Duration.ofSeconds(60)));
    private RawClient upload;

    @BeforeEach
    void beginUpload() throws IOException, InterruptedException {
        String location = header(server.send("POST", "/v2/a/blobs/uploads/", NOTHING), "Location");
        upload = new RawClient(server.server());
        upload.say("PUT " + location + "?digest=" + digest(new byte[2 * HALF.length])
                + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + 2 * HALF.length + "\r\n\r\n");
        upload.say(HALF);
        await().until(() -> server.server().running() > 0);
    }

    @AfterEach
    void stop() throws IOException {
        upload.close();
        server.close();
    }

    @Test
    void closesIdleConnectionsAndNoOther() throws IOException {
        try (RawClient used = new RawClient(server.server());
                RawClient fresh = new RawClient(server.server())) {
            assertThat(used.say(PING).hear().status()).isEqualTo(200);
            CompletableFuture<Void> stopped = beginToStop();
            assertThat(used.isClosedByServer()).isTrue();
            assertThat(fresh.isClosedByServer()).isTrue();
            assertThat(stopped).isNotDone();
            endUpload();
            stopped.join();
        }
    }

    @Test
    void endsConnectionsOfHttp2ThatTheirClientDoesNotClose() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say(Frames.preface()).say(Frames.ping(1));
            assertThat(client.read(1)).hasSize(1);
            CompletableFuture<Void> stopped = beginToStop();
            byte[] last = client.read(Integer.MAX_VALUE);
            assertThat(new String(last, StandardCharsets.ISO_8859_1)).contains("graceful", "close");
            assertThat(stopped).isNotDone();
            endUpload();
            stopped.join();
        }
    }

    @Test
    void refusesLateRequestWithWhenToComeAgain() throws IOException {
        try (RawClient idle = new RawClient(server.server());
                RawClient late = new RawClient(server.server())) {
            assertThat(idle.say(PING).hear().status()).isEqualTo(200);
            assertThat(late.say(PING).hear().status()).isEqualTo(200);
            // with the one that began the upload
            await().until(() -> server.server().idle() == 3);
            late.say("GET /v2/ HTTP/1.1\r\nHo");
            await().until(() -> server.server().idle() == 2);
            CompletableFuture<Void> stopped = beginToStop();
            assertThat(idle.isClosedByServer()).isTrue();
            RawClient.Answer answer =
                    late.say("st: a\r\nX-Request-Id: mine\r\n\r\n").hear();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("\"UNAVAILABLE\"");
            assertThat(answer.field("Retry-After")).isEqualTo("5");
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(answer.field("X-Request-Id")).isEqualTo("mine");
            assertThat(late.isClosedByServer()).isTrue();
            endUpload();
            stopped.join();
        }
    }

    private CompletableFuture<Void> beginToStop() {
        return CompletableFuture.runAsync(server::close);
    }

    private void endUpload() throws IOException {
        RawClient.Answer answer = upload.say(HALF).hear();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("Connection")).isEqualTo("close");
        assertThat(upload.isClosedByServer()).isTrue();
    }
}
