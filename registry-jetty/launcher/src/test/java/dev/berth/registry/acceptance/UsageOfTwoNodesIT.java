package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls that two servers of one database count, of which one is ended by kill -9 between two of its flushes. */
@FullBuild
final class UsageOfTwoNodesIT {
    private static final String REPOSITORY = "used/by/two";
    private static final String INTERVAL = "500ms";
    /** Counts that are older than this are recorded, on a slow machine too. */
    private static final Duration RECORDED = Duration.ofSeconds(5);

    private static final int PULLS = 40;

    @TempDir
    private Path folder = Path.of("");

    private final AtomicLong started = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void recordedCountsAreKeptAndNoneIsCountedTwice() throws Exception {
        TestDatabase database = TestDatabase.migrated(1);
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        Launch first = launch("first", database, blobs);
        Launch second = launch("second", database, blobs);
        long least;
        try (RunningServer killed = first.start();
                RunningServer stopped = second.start()) {
            killed.client().push(REPOSITORY, "v1", Image.of(1, 1_000));
            pull(killed.client(), PULLS);
            pull(stopped.client(), PULLS);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(pulls(stopped)).isEqualTo(2 * PULLS));

            least = answeredUntilTheKill(killed, stopped);
            assertThat(pulls(stopped)).isGreaterThanOrEqualTo(2 * PULLS + least);
            pull(stopped.client(), PULLS);
            stopped.stop();
        }
        try (RunningServer again = first.start()) {
            long recorded = pulls(again);
            System.out.printf(
                    "pulls of the killed server: %d answered, %d recorded%n", answered.get(), recorded - 3 * PULLS);
            assertThat(recorded).isBetween(3 * PULLS + least, 3 * PULLS + started.get());
            pull(again.client(), PULLS);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(pulls(again)).isEqualTo(recorded + PULLS));
            TimeUnit.MILLISECONDS.sleep(1_500);
            assertThat(pulls(again)).isEqualTo(recorded + PULLS);
            assertThat(pullsByDay(again)).isEqualTo(recorded + PULLS);
            assertThat(json(again, "tags/" + REPOSITORY + "?usage=true")
                            .at("/items/0/pulls")
                            .asLong())
                    .isEqualTo(recorded + PULLS);
            again.stop();
        }
    }

    private Launch launch(String name, TestDatabase database, Path blobs) throws IOException {
        return Launch.in(Files.createDirectory(folder.resolve(name)))
                .on(database)
                .where("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", blobs.toString())
                .where("REGISTRY_USAGE_FLUSHINTERVAL", INTERVAL);
    }

    /** Kills a server during pulls, and answers the number of those that it had answered long before. */
    private long answeredUntilTheKill(RunningServer killed, RunningServer other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> one = threads.submit(() -> pullUntilEnd(killed.client()));
            Future<?> two = threads.submit(() -> pullUntilEnd(killed.client()));
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() > PULLS);
            long before = answered.get();
            long known = pulls(other);
            TimeUnit.MILLISECONDS.sleep(RECORDED.toMillis());
            killed.kill();
            ended.set(true);
            one.get(1, TimeUnit.MINUTES);
            two.get(1, TimeUnit.MINUTES);
            return Math.max(before, known - 2 * PULLS);
        } finally {
            threads.shutdownNow();
        }
    }

    private void pullUntilEnd(Client client) {
        while (!ended.get()) {
            started.incrementAndGet();
            try {
                pull(client, 1);
                answered.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pull(Client client, int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Client.expect(client.get("/v2/" + REPOSITORY + "/manifests/v1"), 200);
        }
    }

    private static long pulls(RunningServer server) throws IOException, InterruptedException {
        return json(server, "usage/" + REPOSITORY).path("pulls").asLong();
    }

    private static long pullsByDay(RunningServer server) throws IOException, InterruptedException {
        long sum = 0;
        for (JsonNode day : json(server, "usage/" + REPOSITORY).path("days")) {
            sum += day.path("pulls").asLong();
        }
        return sum;
    }

    private static JsonNode json(RunningServer server, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = server.client().get("/api/v1/" + path);
        Client.expect(answer, 200);
        return new ObjectMapper().readTree(answer.body());
    }
}
