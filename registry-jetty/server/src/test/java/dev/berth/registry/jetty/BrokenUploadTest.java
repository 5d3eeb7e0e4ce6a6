package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrokenUploadTest {
    @RegisterExtension
    static final TestServer server = TestServer.with(TestServer.settings().idleTimeout(Duration.ofMillis(600)));

    private static final int SENT = 500_000;

    private final byte[] content = new byte[1_000_000];

    BrokenUploadTest() {
        new Random(1).nextBytes(content);
    }

    @Test
    void whatWasSentBeforeTheClientBrokeOffIsKept() throws IOException, InterruptedException {
        String location = start();
        try (RawClient client = new RawClient(server.server())) {
            sendHalf(client, location);
            awaitOffset(location, client);
        }
        goOn(location);
    }

    @Test
    void silentClientIsCutOffAndGoesOnLater() throws IOException, InterruptedException {
        String location = start();
        try (RawClient client = new RawClient(server.server())) {
            sendHalf(client, location);
            assertThat(client.hear().status()).isIn(400, 408);
        }
        goOn(location);
    }

    @Test
    void brokenBlobOfOneRequestIsNotReadable() throws IOException, InterruptedException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("POST /v2/a/blobs/uploads/?digest=" + digest(content)
                    + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            client.say(Arrays.copyOf(content, SENT)).abort();
        }
        assertThat(server.head("/v2/a/blobs/" + digest(content)).statusCode()).isEqualTo(404);
    }

    private void sendHalf(RawClient client, String location) throws IOException {
        client.say("PATCH " + location + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
        client.say(Arrays.copyOf(content, SENT));
    }

    /** The abort may overtake bytes that still are in the server's socket, so the half is not always whole. */
    private static void awaitOffset(String location, RawClient client) throws IOException {
        client.abort();
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> !header(server.get(location), "Range").equals("0-0"));
    }

    private void goOn(String location) throws IOException, InterruptedException {
        HttpResponse<byte[]> status = server.get(location);
        int next = 1 + Integer.parseInt(header(status, "Range").substring(2));
        HttpResponse<byte[]> closed = server.send(
                "PUT",
                location + "?digest=" + digest(content),
                Arrays.copyOfRange(content, next, content.length),
                "Content-Range",
                next + "-" + (content.length - 1));
        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(server.get("/v2/a/blobs/" + digest(content)).body()).isEqualTo(content);
        server.delete("/v2/a/blobs/" + digest(content));
    }

    private static String start() throws IOException, InterruptedException {
        return header(server.send("POST", "/v2/a/blobs/uploads/", NOTHING), "Location");
    }
}
