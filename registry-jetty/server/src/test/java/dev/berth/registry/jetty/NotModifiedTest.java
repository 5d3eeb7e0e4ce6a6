package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.protocol.Clients;
import dev.berth.registry.jetty.protocol.TestCertificate;
import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that report only that nothing has changed (RFC 9110, section 15.4.5). */
class NotModifiedTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private final String entityTag = '"' + server.pushBlob("a", new byte[10]).toString() + '"';
    private final String path = "/v2/a/blobs/" + entityTag.replace("\"", "");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void saysNoLengthAndKeepsTheConnection(String method) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            for (int i = 0; i < 2; i++) {
                client.say(method + " " + path + " HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + entityTag + "\r\n\r\n");
                RawClient.Answer answer = client.hearHead();
                assertThat(answer.status()).isEqualTo(304);
                assertThat(answer.field("Content-Length")).isEqualTo("(none)");
                assertThat(answer.field("Transfer-Encoding")).isEqualTo("(none)");
                assertThat(answer.field("ETag")).isEqualTo(entityTag);
            }
            client.say("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.hear().body()).hasSize(10);
        }
    }

    @Test
    void saysNoLengthOnHttp2Either() throws IOException, InterruptedException {
        try (TestServer tls = TestServer.with(TestServer.settings().tls(TestCertificate.settings()))) {
            tls.pushBlob("a", new byte[10]);
            HttpClient client = Clients.http2();
            HttpRequest request = HttpRequest.newBuilder(tls.uri(path))
                    .header("If-None-Match", entityTag)
                    .build();
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(TestServer.header(answer, "Content-Length")).isEqualTo("(none)");
            assertThat(client.send(request, BodyHandlers.ofByteArray()).statusCode())
                    .isEqualTo(304);
        }
    }
}
