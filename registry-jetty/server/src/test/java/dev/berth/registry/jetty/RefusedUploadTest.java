package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Challenge;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.limit.RateLimit;
import dev.berth.registry.http.limit.RateLimits;
import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send all they have before they look for an answer. */
class RefusedUploadTest {
    private static final int MANY = 64 << 20;
    private static final byte[] MIB = new byte[1 << 20];

    private TestServer server = TestServer.guardedBy(new ClosedAccess());

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v2/a/manifests/v1, 401", "PUT, /v2/A/manifests/v1, 400", "PUT, /v2/a/nonsense, 404"})
    void readsItsAnswerAfterAllItSent(String method, String path, int status) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say(method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + MANY + "\r\n\r\n");
            assertRefused(client, status);
        }
        await().until(() ->
                server.server().connections() == 0 && server.server().running() == 0);
    }

    @Test
    void tooLargeManifestIsToldSo() throws IOException {
        open(ProtocolConfig.defaults());
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: " + MANY + "\r\n\r\n");
            assertRefused(client, 413);
        }
    }

    @Test
    void whoAsksTooOftenIsToldSo() throws IOException {
        Optional<RateLimit> one = Optional.of(new RateLimit(1, Duration.ofDays(1), 1));
        RateLimits limits = new RateLimits(one, Optional.empty(), Optional.empty());
        open(ProtocolConfig.builder().rateLimits(limits).build());
        try (RawClient client = new RawClient(server.server())) {
            assertThat(client.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear().status())
                    .isEqualTo(200);
            client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: " + MANY + "\r\n\r\n");
            assertRefused(client, 429);
        }
    }

    @Test
    void lengthNeedNotBeKnown() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PATCH /v2/a/blobs/uploads/1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.sayChunks(MANY / MIB.length, MIB).say("0\r\n\r\n");
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.field("Connection")).isEqualTo("close");
        }
    }

    @Test
    void answerComesBeforeTheRest() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: " + MANY + "\r\n\r\n");
            client.say(new byte[1000]);
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        await().until(() -> server.server().running() == 0);
    }

    @Test
    void shortRestLeavesTheConnectionUsable() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            for (int i = 0; i < 3; i++) {
                client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n");
                RawClient.Answer answer = client.say(new byte[500_000]).hear();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.field("Connection")).isEqualTo("(none)");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "POST"})
    void whoSendsNoBodyKeepsTheConnection(String method) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            for (int i = 0; i < 3; i++) {
                client.say(method + " /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\n\r\n");
                RawClient.Answer answer = method.equals("HEAD") ? client.hearHead() : client.hear();
                assertThat(answer.status()).isIn(401, 405);
                assertThat(answer.field("Connection")).isEqualTo("(none)");
            }
        }
    }

    @Test
    void whoBreaksOffLeavesNothingBehind() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = new RawClient(server.server())) {
                client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: " + MANY + "\r\n\r\n");
                client.say(new byte[100_000]);
                client.abort();
            }
        }
        await().until(() ->
                server.server().connections() == 0 && server.server().running() == 0);
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v2/a/manifests/v1, 401", "PUT, /v2/A/manifests/v1, 400"})
    void shortRestOfUnknownLengthLeavesTheConnectionUsable(String method, String path, int status) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            for (int i = 0; i < 3; i++) {
                client.say(method + " " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "10\r\n0123456789abcdef\r\n0\r\n\r\n");
                RawClient.Answer answer = client.hear();
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.field("Connection")).isEqualTo("(none)");
            }
        }
    }

    @Test
    void whoFallsSilentIsNotWaitedForLong() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{}");
            assertThat(client.hear().status()).isEqualTo(401);
            await().until(() -> {
                server.server().checkTimeouts(Duration.ofSeconds(11));
                return server.server().connections() == 0 && server.server().running() == 0;
            });
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void shortRestMayTakeAMoment() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT /v2/a/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{}");
            assertThat(client.hear().status()).isEqualTo(401);
            server.server().checkTimeouts(Duration.ofMillis(1));
            client.say(new byte[998]);
            client.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.hear().status()).isEqualTo(401);
        }
    }

    private void open(ProtocolConfig protocol) {
        server.close();
        server = new TestServer(EngineConfig.defaults(), new OpenAccess(), protocol, TestServer.settings());
    }

    private static void assertRefused(RawClient client, int status) throws IOException {
        client.sayAgain(MANY / MIB.length, MIB);
        RawClient.Answer answer = client.hear();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).startsWith("{\"errors\":[{\"code\":\"").endsWith("}]}");
        assertThat(answer.field("Connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    /** Refuses every caller. */
    private static final class ClosedAccess implements AccessController {
        private static final Challenge CHALLENGE = new Challenge("Basic realm=\"test\"", "log in");

        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Refused(CHALLENGE);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            return new Decision.Challenged(CHALLENGE);
        }
    }
}
