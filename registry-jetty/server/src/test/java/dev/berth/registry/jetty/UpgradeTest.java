package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No field of a request turns its connection into another protocol: that would be a tunnel past a proxy's rules. */
class UpgradeTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final String H2C = "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "h2", "websocket", "TLS/1.2", "HTTP/2.0"})
    void requestStaysOfItsProtocol(String protocol) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            String request = "GET /v2/ HTTP/1.1\r\nHost: a\r\nUpgrade: " + protocol + "\r\n" + H2C + "\r\n";
            for (int i = 0; i < 2; i++) {
                RawClient.Answer answer = client.say(request).hear();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header().get(0)).startsWith("HTTP/1.1 ");
            }
        }
    }

    @Test
    void bodyThatComesWithTheFieldIsKept() throws IOException, InterruptedException {
        String location =
                TestServer.header(server.send("POST", "/v2/up/blobs/uploads/", TestServer.NOTHING), "Location");
        try (RawClient client = new RawClient(server.server())) {
            client.say("PATCH " + location + " HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n" + H2C
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.field("Range")).isEqualTo("0-4");
        }
    }

    /** The JDK's client offers the upgrade with the first request of a connection, and its body with it. */
    @Test
    void clientThatOffersToUpgradeIsServedInItsOwnProtocol() throws IOException, InterruptedException {
        String location =
                TestServer.header(server.send("POST", "/v2/up/blobs/uploads/", TestServer.NOTHING), "Location");
        HttpRequest patch = HttpRequest.newBuilder(server.uri(location))
                .method("PATCH", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100_000])))
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(patch, BodyHandlers.discarding());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(TestServer.header(answer, "Range")).isEqualTo("0-99999");
    }

    /** The preface of HTTP/2 is then a request that HTTP/1.1 does not have. */
    @Test
    void http2IsNotServedWhereItIsDisabled() throws IOException {
        for (ServerConfig.Builder settings : List.of(
                TestServer.settings().http2(false), TestServer.settings().clearHttp2(false))) {
            try (TestServer one = TestServer.with(settings);
                    RawClient client = new RawClient(one.server())) {
                RawClient.Answer answer = client.say(Frames.preface()).hear();
                assertThat(answer.status()).isGreaterThanOrEqualTo(400);
                assertThat(answer.header().get(0)).startsWith("HTTP/1.1 ");
            }
        }
    }

    /** Tunnels of RFC 8441 are not offered in the settings of the server. */
    @Test
    void tunnelsAreNotOfferedOnHttp2Either() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            byte[] head = client.say(Frames.preface()).read(9);
            assertThat(head[3]).isEqualTo((byte) Frames.SETTINGS);
            byte[] settings = client.read(((head[1] & 0xff) << 8) | (head[2] & 0xff));
            for (int at = 0; at < settings.length; at += 6) {
                int name = ((settings[at] & 0xff) << 8) | (settings[at + 1] & 0xff);
                assertThat(name != 8 || settings[at + 5] == 0).isTrue();
            }
        }
    }
}
