package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads by digest from two standbys: fresh, lagging, stopped and promoted. */
@SuppressWarnings("NullAway.Init")
@FullBuild
class ReplicasIT {
    private static final String REPOSITORY = "team/app";
    private static final Image IMAGE = Image.of(1, 1_000);
    private static final Duration MAX_LAG = Duration.ofSeconds(4);
    private static final int READS = 400;

    @TempDir
    Path folder;

    /** A server of a registry on the databases. */
    private record Node(JdbiMetadataStore metadata, RegistryServer server, Client client) implements AutoCloseable {

        static Node on(DatabaseConfig database, Path blobs) throws Exception {
            JdbiMetadataStore metadata = JdbiMetadataStore.open(database, Clock.systemUTC());
            RegistryServer server = new RegistryServer(
                            RegistryEngine.over(metadata, FileBlobStore.open(blobs)),
                            new OpenAccess(),
                            ProtocolConfig.builder()
                                    .requestTimeout(Duration.ofSeconds(8))
                                    .build(),
                            ServerConfig.builder().port(0).build())
                    .start();
            return new Node(metadata, server, new Client(server.uri()));
        }

        int get(Content manifest) throws Exception {
            return client.get(path(manifest)).statusCode();
        }

        void awaitUsable(int number) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> metadata.replicas().usable() == number);
        }

        @Override
        public void close() {
            server.close();
            metadata.close();
        }
    }

    private static String path(Content manifest) {
        return "/v2/" + REPOSITORY + "/manifests/" + manifest.digest();
    }

    @Test
    void standbysAnswerWithinTheAllowedLagAndThePrimaryOtherwise() throws Exception {
        try (TwoStandbys database = TwoStandbys.start(folder)) {
            Migrations.open(database.config().build()).up(Migrations.Options.DEFAULT);
            try (Node node = Node.on(database.withReplicas(MAX_LAG), folder.resolve("blobs"))) {
                node.client().push(REPOSITORY, "latest", IMAGE);
                node.awaitUsable(2);
                lag(database, node);
                stop(database, node);
                promote(database, node);
            }
        }
    }

    private static void lag(TwoStandbys database, Node node) throws Exception {
        Client client = node.client();
        Image deleted = Image.of(2, 1_000);
        client.push(REPOSITORY, "deleted", deleted);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> node.get(deleted.manifest()) == 200);
        Thread.sleep(MAX_LAG.dividedBy(2).toMillis());
        node.awaitUsable(2);
        database.pauseReplay();
        long paused = System.nanoTime();
        Image later = Image.of(3, 1_000);
        client.push(REPOSITORY, "later", later);
        assertThat(node.get(later.manifest()))
                .as("the primary has what standbys lack")
                .isEqualTo(200);
        client.delete(path(deleted.manifest()));
        assertThat(head(client, deleted.manifest())).as("HEAD is the primary's").isEqualTo(404);
        int stale = node.get(deleted.manifest());
        boolean isWithinLag = System.nanoTime() - paused < MAX_LAG.dividedBy(2).toNanos();
        if (isWithinLag) {
            assertThat(stale).as("a standby answered").isEqualTo(200);
        }
        Thread.sleep(MAX_LAG.toMillis());
        assertThat(node.get(deleted.manifest())).as("after the allowed lag").isEqualTo(404);
        assertThat(node.metadata().replicas().usable()).isZero();
        assertThat(node.get(IMAGE.manifest())).isEqualTo(200);
        database.resumeReplay();
        node.awaitUsable(2);
        assertThat(node.get(deleted.manifest())).isEqualTo(404);
    }

    private static void stop(TwoStandbys database, Node node) throws Exception {
        database.stopSecond();
        for (int i = 0; i < 20; i++) {
            assertThat(node.get(IMAGE.manifest())).isEqualTo(200);
        }
        node.awaitUsable(1);
    }

    /** While readers and a pusher work. No content is ever denied: a request succeeds or is to be sent again. */
    private static void promote(TwoStandbys database, Node node) throws Exception {
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            Future<?> reading = readers.submit(() -> read(node, answers, isOver));
            Future<?> again = readers.submit(() -> read(node, answers, isOver));
            database.killPrimary();
            Thread.sleep(MAX_LAG.toMillis());
            database.promoteFirst();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> pushes(node));
            node.awaitUsable(1); // the promoted one takes pulses and shows them
            isOver.set(true);
            reading.get();
            again.get();
        } finally {
            isOver.set(true);
            readers.shutdownNow();
        }
        assertThat(answers.keySet()).as(answers.toString()).isSubsetOf(200, 503);
        assertThat(node.get(IMAGE.manifest())).isEqualTo(200);
    }

    private static boolean pushes(Node node) throws Exception {
        node.client().push(REPOSITORY, "after", Image.of(4, 1_000));
        return true;
    }

    private static Void read(Node node, Map<Integer, Integer> answers, AtomicBoolean isOver) throws Exception {
        while (!isOver.get()) {
            answers.merge(node.get(IMAGE.manifest()), 1, Integer::sum);
            Thread.sleep(10);
        }
        return null;
    }

    private static int head(Client client, Content manifest) throws Exception {
        return client.send("HEAD", URI.create(path(manifest)), BodyPublishers.noBody())
                .statusCode();
    }

    @Test
    void readsCostThePrimaryLittle() throws Exception {
        try (TwoStandbys database = TwoStandbys.start(folder)) {
            Migrations.open(database.config().build()).up(Migrations.Options.DEFAULT);
            Path blobs = folder.resolve("blobs");
            try (Node alone = Node.on(database.config().build(), blobs);
                    Node node = Node.on(database.withReplicas(MAX_LAG), blobs)) {
                node.client().push(REPOSITORY, "latest", IMAGE);
                node.awaitUsable(2);
                double warm = seconds(database, alone) + seconds(database, node);
                double without = seconds(database, alone);
                double with = seconds(database, node);
                System.out.printf(
                        "CPU of the primary for %d manifests by digest: %.2f s without standbys, %.2f s with two"
                                + " (warming up: %.2f s)%n",
                        READS, without, with, warm);
                assertThat(node.metadata().replicas().usable()).isEqualTo(2);
            }
        }
    }

    private static double seconds(TwoStandbys database, Node node) throws Exception {
        double before = database.primarySeconds();
        for (int i = 0; i < READS; i++) {
            assertThat(node.get(IMAGE.manifest())).isEqualTo(200);
        }
        return database.primarySeconds() - before;
    }
}
