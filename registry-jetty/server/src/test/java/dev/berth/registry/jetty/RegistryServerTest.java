package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryServerTest {

    @Test
    void stopLetsRunningRequestsEnd() throws IOException, InterruptedException {
        TestServer server = TestServer.with(TestServer.settings().drainTimeout(Duration.ofSeconds(10)));
        int port = server.server().port();
        byte[] content = new byte[200_000];
        String location = header(server.send("POST", "/v2/a/blobs/uploads/", NOTHING), "Location");
        try (RawClient client = new RawClient(server.server())) {
            client.say("PUT " + location + "?digest=" + digest(content)
                    + " HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
            client.say(new byte[100_000]);
            await().until(() -> server.server().running() > 0);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            await().until(() -> refuses(port));
            client.say(new byte[100_000]);
            assertThat(client.hear().status()).isEqualTo(201);
            stopped.join();
        }
    }

    @Test
    void hasNoAddressBeforeItListens() {
        RegistryEngine engine = RegistryEngine.over(
                new InMemoryMetadataStore(Clock.systemUTC()), new InMemoryBlobStore(Clock.systemUTC()));
        try (RegistryServer server = new RegistryServer(
                engine,
                new OpenAccess(),
                ProtocolConfig.defaults(),
                TestServer.settings().build())) {
            assertThatIllegalStateException().isThrownBy(server::uri).withMessageContaining("start()");
        }
    }

    @Test
    void limitOfConnectionsHolds() throws IOException {
        TestServer server = TestServer.with(TestServer.settings().connections(2));
        try (RawClient first = new RawClient(server.server());
                RawClient second = new RawClient(server.server())) {
            String ping = "GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n";
            assertThat(first.say(ping).hear().status()).isEqualTo(200);
            assertThat(second.say(ping).hear().status()).isEqualTo(200);
            try (RawClient third = new RawClient(server.server())) {
                third.say(ping);
                first.abort();
                assertThat(third.hear().status()).isEqualTo(200);
            }
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, /registry, /registry/v2/a/blobs/uploads/",
        "127.0.0.1, /some/prefix/, /some/prefix/v2/a/blobs/uploads/",
        "10.0.0.0/8, /registry, /v2/a/blobs/uploads/",
        "::1, /registry, /v2/a/blobs/uploads/",
        "127.0.0.0/8, //evil.example, /v2/a/blobs/uploads/",
        "127.0.0.0/8, https://evil.example, /v2/a/blobs/uploads/"
    })
    void prefixIsBelievedFromTrustedProxiesOnly(String trusted, String prefix, String location)
            throws IOException, InterruptedException {
        TestServer server = TestServer.with(TestServer.settings().trustedProxies(List.of(trusted)));
        try {
            assertThat(header(
                            server.send(
                                    "POST",
                                    "/v2/a/blobs/uploads/",
                                    NOTHING,
                                    "X-Forwarded-Prefix",
                                    prefix,
                                    "X-Forwarded-Host",
                                    "evil.example"),
                            "Location"))
                    .startsWith(location);
        } finally {
            server.close();
        }
    }

    @Test
    void locationsAreAbsoluteWhenTheAddressIsConfigured() throws IOException, InterruptedException {
        TestServer server = TestServer.with(TestServer.settings().externalUrl("https://registry.example.com/"));
        try {
            assertThat(header(server.send("POST", "/v2/a/blobs/uploads/", NOTHING), "Location"))
                    .startsWith("https://registry.example.com/v2/a/blobs/uploads/");
        } finally {
            server.close();
        }
    }

    @Test
    void clientsLetGoOfSilentConnectionsFirst() {
        Duration longestPool = Duration.ofSeconds(90);
        assertThat(ServerConfig.builder().build().idleTimeout()).isGreaterThan(longestPool);
    }

    @Test
    void reportsEveryProblemOfItsSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerConfig.builder()
                        .port(-1)
                        .threads(1)
                        .externalUrl("registry.example.com\r\n")
                        .trustedProxies(List.of("proxy.example.com"))
                        .build())
                .withMessageContaining("port")
                .withMessageContaining("threads")
                .withMessageContaining("address")
                .withMessageContaining("proxy.example.com");
    }

    private static boolean refuses(int port) {
        try (RawClient late = new RawClient(port)) {
            return late.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear().status() == 503;
        } catch (IOException e) {
            return true;
        }
    }
}
