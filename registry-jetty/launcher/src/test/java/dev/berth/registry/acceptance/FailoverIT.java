package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary of two PostgreSQL servers is killed under load, and the standby promoted. */
@FullBuild
class FailoverIT {
    private static final String REPOSITORY = "team/app";
    private static final Image IMAGE = Image.of(1, 1_000);
    private static final int PUSHERS = 4;

    /** The tags of which a push was acknowledged, and the other answers. */
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

    private final Queue<HttpResponse<byte[]>> refused = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void acknowledgedPushesSurviveAndServiceReturnsWithoutARestart(@TempDir Path folder) throws Exception {
        try (ReplicatedDatabase database = ReplicatedDatabase.start(folder)) {
            Migrations.open(database.config()).up(Migrations.Options.DEFAULT);
            try (JdbiMetadataStore metadata = JdbiMetadataStore.open(database.config(), Clock.systemUTC());
                    RegistryServer server = new RegistryServer(
                                    RegistryEngine.over(metadata, FileBlobStore.open(folder.resolve("blobs"))),
                                    new OpenAccess(),
                                    ProtocolConfig.builder()
                                            .requestTimeout(Duration.ofSeconds(8))
                                            .build(),
                                    ServerConfig.builder().port(0).build())
                            .start()) {
                Client client = new Client(server.uri());
                client.push(REPOSITORY, "latest", IMAGE);
                ExecutorService pushers = Executors.newFixedThreadPool(PUSHERS);
                try {
                    failOver(database, pushers, client);
                } finally {
                    isOver.set(true);
                    pushers.shutdownNow();
                }
                assertThat(refused).allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                });
                for (String tag : acknowledged) {
                    assertThat(client.get("/v2/" + REPOSITORY + "/manifests/" + tag)
                                    .statusCode())
                            .as(tag)
                            .isEqualTo(200);
                }
                client.push(REPOSITORY, "after", Image.of(2, 1_000));
            }
        }
    }

    private void failOver(ReplicatedDatabase database, ExecutorService pushers, Client client) throws Exception {
        List<Future<?>> pushing = new ArrayList<>();
        for (int i = 0; i < PUSHERS; i++) {
            String name = "pusher" + i + "-";
            pushing.add(pushers.submit(() -> push(client, name)));
        }
        await(() -> acknowledged.size() > 100);
        database.killPrimary();
        await(() -> refused.size() > 2 * PUSHERS);
        int before = acknowledged.size();
        database.promoteStandby();
        long promoted = System.nanoTime();
        await(() -> acknowledged.size() > before + 100);
        System.out.printf(
                "failover: %d acknowledged, %d refused, served again %d ms after the promotion%n",
                acknowledged.size(),
                refused.size(),
                Duration.ofNanos(System.nanoTime() - promoted).toMillis());
        isOver.set(true);
        for (Future<?> one : pushing) {
            one.get();
        }
    }

    private interface Condition {
        boolean isMet();
    }

    private static void await(Condition condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition::isMet);
    }

    private Void push(Client client, String name) throws Exception {
        for (int i = 0; !isOver.get(); i++) {
            String tag = name + i;
            HttpResponse<byte[]> answer = client.send(
                    "PUT",
                    URI.create("/v2/" + REPOSITORY + "/manifests/" + tag),
                    BodyPublishers.ofByteArray(IMAGE.manifest().bytes()),
                    "Content-Type",
                    Image.MEDIA_TYPE);
            if (answer.statusCode() == 201) {
                acknowledged.add(tag);
            } else {
                refused.add(answer);
                Thread.sleep(100);
            }
        }
        return null;
    }
}
