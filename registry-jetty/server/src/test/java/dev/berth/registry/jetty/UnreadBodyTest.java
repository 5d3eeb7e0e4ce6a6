package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bodies that were not read, because the request succeeded without them or because the client waited for 100 Continue.
 */
class UnreadBodyTest {
    private static final int MANY = 64 << 20;
    private static final byte[] MIB = new byte[1 << 20];
    private static final String EXPECTING = " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n";

    @RegisterExtension
    static final TestServer server = TestServer.open();

    @ParameterizedTest
    @CsvSource({"POST, /v2/a/blobs/uploads/, 202", "GET, /v2/, 200", "POST, /v2/a/blobs/uploads/?from=b, 202"})
    void successLeavesTheConnectionUsableToo(String method, String path, int status) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            for (int i = 0; i < 3; i++) {
                client.say(method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
                RawClient.Answer answer = client.say(new byte[500_000]).hear();
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.field("Connection")).isEqualTo("(none)");
            }
        }
    }

    @Test
    void successSaysThatTheConnectionEnds() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\nContent-Length: " + MANY + "\r\n\r\n");
            client.sayAgain(MANY / MIB.length, MIB);
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoWasToldToContinueReadsItsAnswer() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/a/manifests/v1" + EXPECTING + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(client.hear().status()).isEqualTo(100);
            client.sayChunks(MANY / MIB.length, MIB).say("0\r\n\r\n");
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.field("Connection")).isEqualTo("close");
        }
    }

    @Test
    void whoDoesNotWaitToContinueReadsItsAnswer() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/A/manifests/v1" + EXPECTING + "Content-Length: " + MANY + "\r\n\r\n");
            RawClient.Answer answer = client.sayAgain(MANY / MIB.length, MIB).hear();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        await().until(() -> server.server().running() == 0);
    }

    @Test
    void whoWaitsToContinueIsNotAsked() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/A/manifests/v1" + EXPECTING + "Content-Length: 1000\r\n\r\n");
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        await().until(() -> server.server().running() == 0);
    }
}
