package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that a proxy and a server could take for different ones: none may let a second request through. */
class SmugglingTest {
    private static final String HIDDEN = "GET /v2/_catalog HTTP/1.1\r\nHost: a\r\n\r\n";

    @RegisterExtension
    static final TestServer server = TestServer.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: \"chunked\"\r\n",
                "Transfer-Encoding: chunked;q=1\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding\r\n : chunked\r\n",
                "Transfer_Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "X: a\rTransfer-Encoding: chunked\r\n",
                "X: a\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                "Content-Length: +3\r\n",
                "Content-Length: 3,4\r\n",
                "Content-Length: 0x3\r\n",
                "Content-Length: 3 4\r\n",
                "Content-Length: \r\n",
                "Content-Length: 3\r\nContent-Length: 03\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 3\r\n",
                "\tContent-Length: 3\r\n"
            })
    void unclearLengthEndsTheConnection(String fields) throws IOException {
        assertThat(statuses("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n0\r\n\r\n" + HIDDEN))
                .hasSize(1)
                .allMatch(status -> status == 400 || status == 501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "x,chunked", "gzip\r\nTransfer-Encoding: chunked"})
    void packedTransfersAreNotTaken(String coding) throws IOException {
        assertThat(statuses("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + coding
                        + "\r\n\r\n0\r\n\r\n"))
                .containsExactly(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1\r\nabc\r\n",
                "0x3\r\nabc\r\n",
                "+3\r\nabc\r\n",
                "FFFFFFFFFFFFFFFFF\r\nabc\r\n",
                "80000000\r\nabc\r\n",
                "3\nabc\n",
                "3\r\nabcd\r\n",
                "3\r\nabc0\r\n\r\n",
                "g\r\n",
                "\r\n\r\n",
                "3;a=\"\nb\"\r\nabc\r\n"
            })
    void brokenChunksEndTheConnection(String chunks) throws IOException {
        assertThat(statuses("POST /v2/a/blobs/uploads/?digest=sha256:" + "0".repeat(64)
                        + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + HIDDEN))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(status -> status >= 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/ HTTP/1.1\nHost: a\n\n",
                "GET /v2/ HTTP/1.1\r\nHost: a\n\r\n",
                "GET /v2/ HTTP/1.1 \r\nHost: a\r\n\r\n",
                "GET\t/v2/\tHTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: a\r\n X: b\r\n\r\n",
                "GET /v2/\r\n\r\n",
                "GET /v2/ HTTP/0.9\r\n\r\n",
                "get /v2/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: a@b\r\n\r\n",
                "GET /v2/ HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "CONNECT b:80 HTTP/1.1\r\nHost: b:80\r\n\r\n",
                "GET b:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                "TRACE /v2/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void oddRequestLinesAreRefused(String request) throws IOException {
        assertThat(statuses(request + "GET /v2/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .first()
                .satisfies(status -> assertThat(status).isGreaterThanOrEqualTo(400));
    }

    /** Bytes that a server may read either way have to be read literally: the second request is a request. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: Chunked\r\n\r\n0;a=b\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\nX-Trailer: a\r\n\r\n"
            })
    void clearLengthsLetTheNextRequestThrough(String rest) throws IOException {
        assertThat(statuses("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\n" + rest
                        + "GET /v2/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .containsExactly(202, 200);
    }

    /** HTTP/1.0 has no chunks, so what follows may be anything (RFC 9112, section 6.1). */
    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
    void chunksOfHttp10EndTheConnection(String field) throws IOException {
        assertThat(statuses("POST /v2/a/blobs/uploads/ HTTP/1.0\r\nHost: a\r\n" + field
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN))
                .hasSize(1);
    }

    /** The target in the request line wins (RFC 9112, section 3.2.2). */
    @Test
    void hostOfTheRequestLineWins() throws IOException {
        Challenge challenge = new Challenge("Bearer realm=\"" + Challenge.ORIGIN + "/token\"", "a token is required");
        AccessController closed = new AccessController() {
            @Override
            public Authentication authenticate(Credentials credentials) {
                return new Authentication.Refused(challenge);
            }

            @Override
            public Decision decide(Caller caller, Set<Permission> needed) {
                return new Decision.Challenged(challenge);
            }
        };
        try (TestServer guarded = TestServer.guardedBy(closed);
                RawClient client = new RawClient(guarded.server())) {
            RawClient.Answer answer = client.say("GET http://b.example:80/v2/ HTTP/1.1\r\nHost: a\r\n\r\n")
                    .hear();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.field("WWW-Authenticate"))
                    .contains("http://b.example")
                    .doesNotContain("http://a");
        }
    }

    /** Of all answers until the server closes. */
    private static List<Integer> statuses(String text) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        try (RawClient client = new RawClient(server.server())) {
            client.say(text).finish();
            for (RawClient.Answer answer : client.hearAll()) {
                statuses.add(answer.status());
            }
        }
        return statuses;
    }
}
