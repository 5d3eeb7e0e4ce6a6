package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a client that are returned must not become a header, a line of the log or another request. */
class HeaderInjectionTest {
    private static final String EVIL = "%0d%0aEvil:%20yes";

    @RegisterExtension
    static final TestServer server = TestServer.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/a" + EVIL + "/tags/list",
                "GET /v2/a/manifests/" + EVIL,
                "GET /v2/a/manifests/sha256:" + EVIL,
                "GET /v2/a/blobs/sha256:" + EVIL,
                "GET /v2/a/referrers/sha256:" + EVIL,
                "GET /v2/_catalog?n=1&last=" + EVIL,
                "GET /v2/_catalog?n=" + EVIL,
                "GET /v2/many/tags/list?n=1&last=" + EVIL,
                "GET /v2/a/referrers/sha256:0?artifactType=" + EVIL,
                "POST /v2/a/blobs/uploads/?digest=" + EVIL,
                "POST /v2/a/blobs/uploads/?mount=" + EVIL + "&from=" + EVIL,
                "PATCH /v2/a/blobs/uploads/" + EVIL,
                "PUT /v2/a/blobs/uploads/" + EVIL + "?digest=" + EVIL,
                "DELETE /v2/a/manifests/" + EVIL,
                "GET /v2/a/tags/list?" + EVIL + "=" + EVIL,
                "GET /" + EVIL
            })
    void lineBreaksDoNotComeBack(String request) throws IOException {
        assertIsClean(ask(request + " HTTP/1.1\r\nHost: a\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id: a\tb",
                "X-Request-Id: <script>",
                "X-Request-Id:"
                        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "X-Request-Id: \u00e9vil"
            })
    void requestIdsThatAreNotPlainAreReplaced(String field) throws IOException {
        RawClient.Answer answer = ask("GET /v2/ HTTP/1.1\r\nHost: a\r\n" + field + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("X-Request-Id")).matches("[0-9a-f]{16}");
    }

    @Test
    void hostOfTheClientIsInNoLocation() throws IOException {
        for (String fields : new String[] {
            "Host: evil.example\r\n",
            "Host: a\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Prefix: /evil\r\n",
            "Host: a\r\nForwarded: host=evil.example\r\n",
            "Host: a\r\nX-Original-URL: /evil\r\nX-Rewrite-URL: /evil\r\n"
        }) {
            RawClient.Answer answer = ask("POST /v2/a/blobs/uploads/ HTTP/1.1\r\n" + fields + "Content-Length: 0\r\n");
            assertThat(answer.field("Location")).startsWith("/v2/a/blobs/uploads/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v2/a/manifests/v1, gzip",
        "PUT, /v2/a/manifests/v1, zstd",
        "PATCH, /v2/a/blobs/uploads/1, gzip",
        "'POST', /v2/a/blobs/uploads/?digest=sha256:0, 'gzip, gzip'",
        "PUT, /v2/a/blobs/uploads/1, deflate"
    })
    void packedBodiesAreNotTaken(String method, String path, String coding) throws IOException {
        RawClient.Answer answer = ask(method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Encoding: " + coding
                + "\r\nContent-Length: 0\r\n");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text()).contains("UNSUPPORTED");
        assertThat(answer.field("Accept-Encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Expect: 200-ok", "Expect: 100-continue, x", "Expect: 100-continue\r\nExpect: x"})
    void expectationsNobodyKnowsAreRefused(String field) throws IOException {
        assertThat(ask("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\n" + field + "\r\nContent-Length: 1\r\n")
                        .status())
                .isIn(400, 417);
    }

    @Test
    void headerMayHaveManyFieldsButNotTooMany() throws IOException {
        assertThat(ask("GET /v2/ HTTP/1.1\r\nHost: a\r\n" + "a: b\r\n".repeat(2_000))
                        .status())
                .isEqualTo(200);
        RawClient.Answer refused = ask("GET /v2/ HTTP/1.1\r\nHost: a\r\n" + "a: b\r\n".repeat(20_000));
        assertThat(refused.status()).isEqualTo(431);
        assertIsClean(refused);
    }

    private static void assertIsClean(RawClient.Answer answer) {
        assertThat(answer.status()).isBetween(200, 499);
        assertThat(answer.header()).noneMatch(line -> line.startsWith("Evil"));
        assertThat(answer.text()).doesNotContain("\n").doesNotContain("Exception");
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    }

    private static RawClient.Answer ask(String header) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            return client.say(header + "\r\n").hear();
        }
    }
}
