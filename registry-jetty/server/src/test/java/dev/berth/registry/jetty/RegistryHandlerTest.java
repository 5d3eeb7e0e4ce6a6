package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry in the Jetty of a host, beside what else that serves. */
class RegistryHandlerTest {
    private final CountingScheduler clock = new CountingScheduler();
    private final Server host = new Server(null, clock, null);
    private final ServerConnector connector = new ServerConnector(host);
    private final RegistryProtocol protocol = new RegistryProtocol(
            RegistryEngine.builder()
                    .config(EngineConfig.defaults())
                    .build(new InMemoryMetadataStore(Clock.systemUTC()), new InMemoryBlobStore(Clock.systemUTC())),
            new OpenAccess(),
            ProtocolConfig.defaults());
    private final RegistryHandler registry = RegistryHandler.of(protocol);
    private final RegistryHandler below = RegistryHandler.of(
            protocol,
            ServerConfig.builder()
                    .answerHeaders(AnswerHeaders.of(Map.of("X-Host", List.of("yes"))))
                    .build());

    @BeforeEach
    void start() throws Exception {
        host.addConnector(connector);
        host.setHandler(new Handler.Sequence(new ContextHandler(below, "/registry"), registry, new DefaultHandler()));
        host.start();
    }

    @AfterEach
    void stop() throws Exception {
        host.stop();
    }

    @Test
    void leavesToOthersWhatIsNotItsOwn() throws IOException {
        try (RawClient client = new RawClient(connector.getLocalPort())) {
            assertThat(client.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear().status())
                    .isEqualTo(200);
            RawClient.Answer other =
                    client.say("GET /favicon.ico HTTP/1.1\r\nHost: a\r\n\r\n").hear();
            assertThat(other.field("Content-Type")).startsWith("image/");
        }
    }

    @Test
    void locationsAreRelative() throws IOException {
        try (RawClient client = new RawClient(connector.getLocalPort())) {
            client.say("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.hear().field("Location")).startsWith("/v2/a/blobs/uploads/");
        }
    }

    @Test
    void answersBelowThePathOfItsContext() throws IOException {
        try (RawClient client = new RawClient(connector.getLocalPort())) {
            client.say("POST /registry/v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            RawClient.Answer answer = client.hear();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.field("Location")).startsWith("/registry/v2/a/blobs/uploads/");
            assertThat(answer.field("X-Host")).isEqualTo("yes");
        }
    }

    @Test
    void whoFallsSilentAfterItsAnswerIsNotWaitedForLong() throws IOException {
        try (RawClient client = new RawClient(connector.getLocalPort())) {
            client.say("PUT /v2/A/manifests/v1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{}");
            assertThat(client.hear().status()).isEqualTo(400);
            await().until(() -> {
                registry.timeouts().look(NanoTime.now() + Duration.ofSeconds(11).toNanos());
                return connector.getConnectedEndPoints().isEmpty();
            });
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void looksAtSlowClientsFromStartToStop() throws Exception {
        await().until(() -> clock.looks.get() > 2);
        host.stop();
        assertThat(registry.getBean(PeriodicTask.class).isRunning()).isFalse();
    }

    /** Counts the tasks scheduled per second; a clock that has not been started does nothing. */
    private static final class CountingScheduler extends ScheduledExecutorScheduler {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit unit) {
            if (isRunning() && unit.toMillis(delay) == 1000) {
                looks.incrementAndGet();
            }
            return super.schedule(task, delay, unit);
        }
    }
}
