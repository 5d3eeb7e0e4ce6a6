package dev.berth.registry.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.limit.ClientLimits;
import dev.berth.registry.jetty.ServerConfig.VirtualThreads;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that take all they can get, before a server with few threads and trusted proxies. */
class ClientConcurrencyLimitTest {
    private static final int THREADS = 16;
    private static final String GREEDY = "192.0.2.1";
    private static final String HONEST = "192.0.2.2";

    private TestServer server = TestServer.with(settings());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void moreSlowBodiesThanThreadsKeepNobodyElseOut() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < THREADS / 2; i++) {
            slow.add(beginBody(GREEDY));
        }
        await().until(() -> server.server().running() == slow.size());
        for (int i = 0; i < 3 * THREADS; i++) {
            RawClient client = beginBody(GREEDY);
            slow.add(client);
            assertIsRefused(client.hear());
        }
        assertThat(pushes(HONEST)).isEqualTo(201);
        assertThat(asks(HONEST)).isEqualTo(200);
        assertThat(asks(GREEDY)).isEqualTo(200);

        for (RawClient client : slow) {
            client.abort();
        }
        await().until(() -> server.server().clients() == 0);
        assertThat(pushes(GREEDY)).isEqualTo(201);
    }

    @Test
    void answersThatNobodyTakesAreCounted() throws Exception {
        open(settings().limits(ClientLimits.builder().requests(2).build()));
        Digest digest = server.pushBlob("a", new byte[64 << 20]);
        List<RawClient> deaf = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            RawClient client = say("GET /v2/a/blobs/" + digest, GREEDY);
            deaf.add(client);
            assertThat(client.hearHead().status()).isEqualTo(200);
        }
        assertIsRefused(say("GET /v2/", GREEDY).hear());
        assertThat(asks(HONEST)).isEqualTo(200);
        for (RawClient client : deaf) {
            client.abort();
        }
        await().until(() -> server.server().clients() == 0);
        assertThat(asks(GREEDY)).isEqualTo(200);
    }

    /** However it ends. */
    @Test
    void nothingIsCountedThatHasEnded() throws Exception {
        open(settings().idleTimeout(Duration.ofMillis(500)));
        assertThat(asks(HONEST)).isEqualTo(200);
        assertThat(say("GET /v2/a/manifests/none", HONEST).hear().status()).isEqualTo(404);
        assertThat(pushes(HONEST)).isEqualTo(201);
        try (RawClient slow = beginBody(HONEST)) {
            assertThat(slow.hear().status()).isEqualTo(408);
        }
        beginBody(HONEST).abort();
        beginBody(HONEST).close();
        await().until(() -> server.server().clients() == 0);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void streamsOfHttp2AreNotCountedWhenTheyHaveEnded(boolean isReset) throws Exception {
        try (RawClient client = new RawClient(server.server())) {
            client.say(Frames.join(Frames.preface(), Frames.put(1), Frames.put(3)));
            client.say(Frames.frame(Frames.DATA, 0, 1, "{".getBytes(UTF_8)));
            await().until(() -> server.server().running() == 2);
            assertThat(server.server().clients()).isEqualTo(1);
            if (isReset) {
                client.say(Frames.frame(Frames.RST_STREAM, 0, 1, new byte[4]));
                client.say(Frames.frame(Frames.RST_STREAM, 0, 3, new byte[4]));
            } else {
                client.abort();
            }
            await().until(() -> server.server().clients() == 0);
        }
    }

    @Test
    void requestThatEndsInAnErrorIsNotCounted() throws Exception {
        server.close();
        server = new TestServer(EngineConfig.defaults(), new BrokenAccess(), ProtocolConfig.defaults(), settings());
        assertThat(asks(HONEST)).isEqualTo(500);
        assertThat(pushes(HONEST)).isEqualTo(500);
        await().until(() -> server.server().clients() == 0);
    }

    @Test
    void halfOfTheThreadsIsTheMostOfAClientUnlessThereAreEnough() {
        ServerConfig settings = settings().build();
        assertThat(ClientConcurrencyLimit.of(settings, true).mostSending()).isEqualTo(THREADS / 2);
        assertThat(ClientConcurrencyLimit.of(settings, false).mostSending())
                .isEqualTo(settings.limits().requests());
        ServerConfig unlimited =
                settings().limits(ClientLimits.builder().requests(0).build()).build();
        assertThat(ClientConcurrencyLimit.of(unlimited, true).mostSending()).isZero();
    }

    private static ServerConfig.Builder settings() {
        return TestServer.settings()
                .threads(THREADS)
                .virtualThreads(VirtualThreads.OFF)
                .trustedProxies(List.of("127.0.0.0/8"));
    }

    private void open(ServerConfig.Builder settings) {
        server.close();
        server = TestServer.with(settings);
    }

    private RawClient beginBody(String client) throws IOException {
        return say("PUT /v2/a/manifests/v1", client, "Content-Length: 1000").say("{");
    }

    private int asks(String client) throws IOException {
        try (RawClient asking = say("GET /v2/", client)) {
            return asking.hear().status();
        }
    }

    private int pushes(String client) throws IOException {
        byte[] content = client.getBytes(UTF_8);
        String upload = "POST /v2/a/blobs/uploads/?digest=" + TestServer.digest(content);
        try (RawClient pushing = say(upload, client, "Content-Length: " + content.length)) {
            return pushing.say(content).hear().status();
        }
    }

    private RawClient say(String request, String client, String... fields) throws IOException {
        String header = String.join("\r\n", fields) + (fields.length == 0 ? "" : "\r\n");
        return new RawClient(server.server())
                .say(request + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + client + "\r\n" + header + "\r\n");
    }

    private static void assertIsRefused(RawClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).startsWith("{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":");
        assertThat(Integer.parseInt(answer.field("Retry-After"))).isPositive();
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
    }

    /** Fails with an unexpected exception. */
    private static final class BrokenAccess implements AccessController {
        @Override
        public Authentication authenticate(Credentials credentials) {
            throw new StackOverflowError("as a test wants it");
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            throw new StackOverflowError("as a test wants it");
        }
    }
}
