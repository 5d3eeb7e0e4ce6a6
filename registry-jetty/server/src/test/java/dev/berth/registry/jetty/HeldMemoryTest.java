package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.testing.DirectMemory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that hold manifests: there is memory for few large ones of a client, and always for its small ones. */
class HeldMemoryTest {
    @RegisterExtension
    static final TestServer server =
            TestServer.with(ProtocolConfig.builder().memoryBytes(16 << 20).build());

    private byte[] small = {};

    @BeforeEach
    void push() throws IOException, InterruptedException {
        small = server.image("m", "small");
        assertThat(server.putManifest("m", "small", small).statusCode()).isEqualTo(201);
        assertThat(server.putManifest("m", "large", large()).statusCode()).isEqualTo(201);
    }

    @Test
    void pushesWhoseLastByteDoesNotComeAreFew() throws IOException, InterruptedException {
        List<RawClient> clients = new ArrayList<>();
        byte[] most = new byte[(4 << 20) - 1];
        for (int i = 0; i < 20; i++) {
            RawClient client = new RawClient(server.server());
            clients.add(client);
            client.say("PUT /v2/m/manifests/v HTTP/1.1\r\nHost: a\r\nContent-Length: " + (4 << 20) + "\r\n\r\n");
            client.say(most);
        }
        assertThat(clients.get(19).hear().status()).isEqualTo(429);
        assertThat(server.putManifest("m", "small", small).statusCode()).isEqualTo(201);
        assertThat(server.get("/v2/m/manifests/small").statusCode()).isEqualTo(200);
        for (RawClient client : clients) {
            client.abort();
        }
        assertLargeIsServedAgain();
    }

    @Test
    void answersThatAreNotTakenAreFew() throws IOException, InterruptedException {
        try (RawClient client = new RawClient(server.server())) {
            client.say(Frames.prefaceWithoutWindow());
            for (int i = 0; i < 50; i++) {
                client.say(Frames.get(2 * i + 1, "/v2/m/manifests/large"));
            }
            await().until(() -> server.get("/v2/m/manifests/large").statusCode() == 429);
            HttpResponse<byte[]> refused = server.get("/v2/m/manifests/large");
            assertThat(TestServer.codes(refused)).containsExactly("TOOMANYREQUESTS");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.get("/v2/m/manifests/small").body()).isEqualTo(small);
            assertThat(server.head("/v2/m/manifests/large").statusCode()).isEqualTo(200);
        }
        assertLargeIsServedAgain();
    }

    @Test
    void largeAnswersTakeLittleDirectMemory() throws IOException, InterruptedException {
        long before = DirectMemory.used();
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/v2/m/manifests/large").body()).hasSizeGreaterThan(4_000_000);
        }
        assertThat(DirectMemory.used() - before).isLessThan(2_000_000);
    }

    private static void assertLargeIsServedAgain() throws IOException, InterruptedException {
        await().until(() -> server.server().running() == 0);
        assertThat(server.get("/v2/m/manifests/large").statusCode()).isEqualTo(200);
        assertThat(server.putManifest("m", "large", large()).statusCode()).isEqualTo(201);
    }

    private static byte[] large() {
        String image = new String(server.image("m", "large"), StandardCharsets.UTF_8);
        String annotations = ",\"annotations\":{\"a\":\"" + "x".repeat(4_000_000) + "\"}}";
        return (image.substring(0, image.length() - 1) + annotations).getBytes(StandardCharsets.UTF_8);
    }
}
