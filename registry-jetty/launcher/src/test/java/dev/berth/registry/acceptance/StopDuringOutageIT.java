package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM while the database is away. */
@FullBuild
class StopDuringOutageIT {
    private static final String REPOSITORY = "team/app";
    private static final Image IMAGE = Image.of(1, 10_000);
    /** The drain timeout of the server, the last record of its counts, and what a loaded machine adds. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"refused", "silent"})
    void serverEndsInTimeAndLosesNothing(String fault) throws Exception {
        TestDatabase database = TestDatabase.migrated(1);
        try (TcpProxy proxy = TcpProxy.to(database.port())) {
            Launch launch = Launch.in(folder)
                    .on(database)
                    .where("REGISTRY_DATABASE_PORT", Integer.toString(proxy.port()))
                    .where("REGISTRY_DATABASE_CONNECTTIMEOUT", "2s")
                    .where("REGISTRY_HTTP_DRAINTIMEOUT", "3s");
            try (RunningServer server = launch.start()) {
                server.client().push(REPOSITORY, "v1", IMAGE);
                Objects.requireNonNull(NetworkFault.all().get(fault)).on(proxy);
                CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> pull(server.client()));
                Thread.sleep(300);

                long began = System.nanoTime();
                server.stop();

                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
                assertThat(running.join())
                        .as("answer, or 0 for a closed connection")
                        .isIn(0, 503);
                assertThat(server.says()).doesNotContain("Exception in thread");
            }
            proxy.pass();
            try (RunningServer again = launch.start()) {
                again.client().assertPulls(REPOSITORY, "v1", IMAGE);
            }
        }
    }

    private static int pull(Client client) {
        try {
            return client.get("/v2/" + REPOSITORY + "/manifests/v1").statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
