package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/../v2/a/tags/list",
                "/v2/a/../../etc/passwd",
                "/v2/%2e%2e/a/tags/list",
                "/v2/a/%2e%2e/b/tags/list",
                "/v2/a%2f..%2fb/tags/list",
                "/v2/a%00/tags/list",
                "/v2/a\\b/tags/list",
                "/v2/a;v=1/tags/list",
                "/v2/a/tags/list;v=1",
                "/v2/a/blobs/..;/x",
                "/v2/%c0%ae/tags/list",
                "/v2/a/manifests/%0d%0aSet-Cookie:%20x=y",
                "/v2//a/tags/list",
                "//v2/a/tags/list",
                "/V2/a/tags/list",
                "/v2/a/blobs/uploads/../../tags/list"
            })
    void badPathsAreRefusedInJson(String path) throws IOException {
        RawClient.Answer answer = ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer.status()).isIn(400, 404);
        assertIsJsonError(answer);
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("jetty");
        assertThat(answer.header()).noneMatch(line -> line.startsWith("Set-Cookie"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 3x\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "X-Folded: a\r\n b\r\n",
                "Space : a\r\n",
                ": nameless\r\n",
                "Null: a\0b\r\n"
            })
    void ambiguousMessagesAreRefusedAndEndTheConnection(String fields) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\n" + fields
                    + "\r\nabcGET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n");
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isIn(400, 501);
            assertIsJsonError(answer);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/ HTTP/1.1\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: a b\r\n\r\n"
            })
    void requestNeedsOneHost(String request) throws IOException {
        RawClient.Answer answer = ask(request);
        assertThat(answer.status()).isEqualTo(400);
        assertIsJsonError(answer);
    }

    @Test
    void hugeUriIsRefused() throws IOException {
        RawClient.Answer answer = ask("GET /v2/" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer.status()).isEqualTo(414);
        assertIsJsonError(answer);
    }

    @Test
    void hugeHeaderIsRefused() throws IOException {
        RawClient.Answer answer = ask("GET /v2/ HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(431);
        assertIsJsonError(answer);
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertThat(ask("\u0016\u0003\u0001\u0002\r\n\r\n").status()).isEqualTo(400);
        assertThat(ask("GET /v2/ HTTP/3.7\r\n\r\n").status()).isIn(400, 505);
    }

    @Test
    void announcedLargeManifestIsRefusedUnread() throws IOException {
        RawClient.Answer answer =
                ask("PUT /v2/a/manifests/b HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
        assertThat(answer.status()).isEqualTo(413);
        assertIsJsonError(answer);
    }

    @Test
    void refusalComesBeforeTheBodyTheClientHoldsBack() throws IOException {
        RawClient.Answer answer =
                ask("PUT /v2/A/manifests/b HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void clientThatHoldsBackIsToldToGoOn() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            byte[] content = "held back".getBytes(StandardCharsets.UTF_8);
            Digest digest = TestServer.digest(content);
            client.say("POST /v2/a/blobs/uploads/?digest=" + digest
                    + " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
            assertThat(client.hearHead().status()).isEqualTo(100);
            assertThat(client.say(content).hear().status()).isEqualTo(201);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        byte[] content = new byte[300_000];
        Digest digest = server.pushBlob("pipe", content);
        try (RawClient client = new RawClient(server.server())) {
            String get = " /v2/pipe/blobs/" + digest + " HTTP/1.1\r\nHost: a\r\n\r\n";
            client.say("GET" + get + "HEAD" + get + "GET" + get + "GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.hear().body()).isEqualTo(content);
            assertThat(client.hearHead().field("Content-Length")).isEqualTo("300000");
            assertThat(client.hear().body()).isEqualTo(content);
            assertThat(client.hear().text()).isEqualTo("{}");
        }
    }

    private static RawClient.Answer ask(String request) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            return client.say(request).hear();
        }
    }

    private static void assertIsJsonError(RawClient.Answer answer) {
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text()).startsWith("{\"errors\":[{\"code\":\"");
        assertThat(answer.field("Server")).isEqualTo("(none)");
    }
}
