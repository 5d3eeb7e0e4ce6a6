package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConcurrentUploadTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    @Test
    void ofTwoRequestsOnOneSessionOneWinsAndNothingIsInterleaved() throws IOException, InterruptedException {
        byte[] content = new byte[400_000];
        new Random(11).nextBytes(content);
        String location = header(server.send("POST", "/v2/c/blobs/uploads/", NOTHING), "Location");
        try (RawClient first = new RawClient(server.server())) {
            first.say("PATCH " + location + " HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n");
            first.say(Arrays.copyOf(content, 200_000));
            await().until(() -> server.server().running() == 1);
            for (String method : new String[] {"PATCH", "PUT"}) {
                String query = method.equals("PUT") ? "?digest=" + digest(content) : "";
                assertThat(server.send(method, location + query, new byte[1000]).statusCode())
                        .isIn(400, 409, 416);
            }
            first.say(Arrays.copyOfRange(content, 200_000, 400_000));
            assertThat(first.hear().status()).isEqualTo(202);
        }
        assertThat(server.send("PUT", location + "?digest=" + digest(content), NOTHING)
                        .statusCode())
                .isEqualTo(201);
        assertThat(server.get("/v2/c/blobs/" + digest(content)).body()).isEqualTo(content);
    }
}
