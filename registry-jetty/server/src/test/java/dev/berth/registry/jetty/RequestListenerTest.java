package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.RequestListener.CompletedRequest;
import dev.berth.registry.jetty.protocol.TestServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The observation of requests: by template, never by name. */
@SuppressWarnings("NullAway.Init")
class RequestListenerTest {
    private final List<CompletedRequest> requests = new CopyOnWriteArrayList<>();
    private TestServer server;

    @BeforeEach
    void listen() {
        server = TestServer.with(TestServer.settings().requestListener(requests::add));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void reportsTemplateStatusAndBytes() throws Exception {
        CompletedRequest ping = observe("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(ping.id().orElseThrow()).matches("[0-9a-f]{16}");
        assertThat(ping.method()).isEqualTo("GET");
        assertThat(ping.route()).hasValue("/v2/");
        assertThat(ping.status()).isEqualTo(200);
        assertThat(ping.bytesOut()).isEqualTo(2);
        assertThat(ping.duration()).isPositive();
    }

    @Test
    void reportsTheRouteOfRefusedRequests() throws Exception {
        assertThat(observe("GET /v2/secret/tags/list HTTP/1.1\r\nHost: a\r\n\r\n"))
                .returns(404, CompletedRequest::status)
                .satisfies(request -> assertThat(request.route()).hasValue("/v2/{name}/tags/list"));
        assertThat(observe("PATCH /v2/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"))
                .returns(405, CompletedRequest::status)
                .satisfies(request -> assertThat(request.route()).hasValue("/v2/"));
    }

    @Test
    void namesNeitherUnknownMethodsNorUnknownPaths() throws Exception {
        CompletedRequest unknown = observe("BREW /v2/a/b HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(unknown.method()).isEqualTo("other");
        assertThat(unknown.route()).isEmpty();
    }

    private CompletedRequest observe(String request) throws Exception {
        requests.clear();
        try (RawClient client = new RawClient(server.server())) {
            client.say(request).hear();
        }
        await().untilAsserted(() -> assertThat(requests).hasSize(1));
        return requests.get(0);
    }
}
