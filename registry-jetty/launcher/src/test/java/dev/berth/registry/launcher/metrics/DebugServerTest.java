package dev.berth.registry.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DebugServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HOST = "127.0.0.1";

    @Test
    void servesItsPagesAndNothingElse() throws Exception {
        try (DebugServer server = DebugServer.start(
                HOST, 0, Map.of("/metrics", accept -> new DebugServer.Page(503, "text/plain", "up 1\n")))) {
            HttpResponse<String> page = send(server, "GET", "/metrics");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).isEqualTo("up 1\n");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/plain");
            assertThat(send(server, "HEAD", "/metrics").body()).isEmpty();
            assertThat(send(server, "GET", "/v2/").statusCode()).isEqualTo(404);
            assertThat(send(server, "POST", "/metrics").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void namesAnAddressThatIsTaken() throws Exception {
        try (DebugServer server = DebugServer.start(HOST, 0, Map.of())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> DebugServer.start(HOST, server.port(), Map.of()))
                    .withMessageContaining("cannot listen on 127.0.0.1:" + server.port());
        }
    }

    @Test
    void refusesAPathThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DebugServer.start(
                        HOST, 0, Map.of("metrics", accept -> new DebugServer.Page(200, "text/plain", ""))))
                .withMessageContaining("'metrics'");
    }

    private static HttpResponse<String> send(DebugServer server, String method, String path) throws Exception {
        URI uri = URI.create("http://" + HOST + ":" + server.port() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
