package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.http.limit.ClientLimits;
import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients with many connections. */
class ConnectionLimitsTest {
    private static final String PING = "GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void addressHasItsShare() throws Exception {
        run(TestServer.settings().limits(limit(3)), server -> {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(new RawClient(server.server()));
                assertThat(clients.get(i).say(PING).hear().status()).isEqualTo(200);
            }
            for (int i = 0; i < 20; i++) {
                assertIsClosed(server);
            }
            for (RawClient client : clients) {
                assertThat(client.say(PING).hear().status()).isEqualTo(200);
                client.close();
            }
            await().until(() -> server.server().connections() == 0);
            await().until(() -> isServed(server));
        });
    }

    @Test
    void trustedProxyHasAsManyAsItNeeds() throws Exception {
        run(TestServer.settings().limits(limit(1)).trustedProxies(List.of("127.0.0.0/8")), server -> {
            try (RawClient first = new RawClient(server.server());
                    RawClient second = new RawClient(server.server())) {
                assertThat(first.say(PING).hear().status()).isEqualTo(200);
                assertThat(second.say(PING).hear().status()).isEqualTo(200);
            }
        });
    }

    /** Some have begun a request, some have been served one, some are silent. */
    @Test
    void idleConnectionsHoldNoThreadAndKeepNobodyOut() throws Exception {
        int many = Integer.getInteger("berth.connections", 2_000);
        run(TestServer.settings(), server -> {
            assertThat(isServed(server)).isTrue();
            int threads = Thread.activeCount();
            List<RawClient> idle = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                RawClient client = new RawClient(server.server());
                idle.add(client);
                if (i % 3 == 1) {
                    client.say("GET /v2/ HTTP/1.1\r\nHost");
                } else if (i % 3 == 2) {
                    assertThat(client.say(PING).hear().status()).isEqualTo(200);
                }
            }
            await().until(() -> server.server().connections() >= many);
            assertThat(isServed(server)).isTrue();
            await().until(() -> server.server().running() == 0);
            assertThat(Thread.activeCount()).isLessThan(threads + 50);
            for (RawClient client : idle) {
                client.abort();
            }
            await().until(() -> server.server().connections() == 0);
            assertThat(isServed(server)).isTrue();
        });
    }

    private static ClientLimits limit(int connections) {
        return ClientLimits.builder().connections(connections).build();
    }

    private static void assertIsClosed(TestServer server) {
        await().until(() -> !isServed(server));
    }

    private static boolean isServed(TestServer server) {
        try (RawClient client = new RawClient(server.server())) {
            return client.say(PING).hear().status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Claim {
        void on(TestServer server) throws Exception;
    }

    private static void run(ServerConfig.Builder settings, Claim claim) throws Exception {
        TestServer server = TestServer.with(settings);
        try {
            claim.on(server);
        } finally {
            server.close();
        }
    }
}
