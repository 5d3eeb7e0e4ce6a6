package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk below the blobs, the embedded PostgreSQL or the log, and space again, without a restart. */
@FullBuild
class FullDiskIT {
    private static final String REPOSITORY = "team/app";
    private static final int LARGEST_LAYER = 300_000;
    private static final int MANY_LINES = 200;

    @TempDir
    Path folder;

    private final Map<String, Image> acknowledged = new TreeMap<>();
    private long images;

    @Test
    void blobsAreRefusedUntilThereIsSpace() throws Exception {
        SmallDisk disk = SmallDisk.at(folder.resolve("blobs"), 16);
        Launch launch = Launch.in(folder)
                .on(TestDatabase.migrated(1))
                .where(
                        "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY",
                        disk.folder().toString())
                .where("REGISTRY_STORAGE_FILESYSTEM_MINFREESPACE", "0")
                .through(disk.mounted("exec \"$@\""));
        try (RunningServer server = launch.start()) {
            push(server);
            disk.fill(server);
            assertThat(refusal(server)).as("answer to an upload").isEqualTo(503);
            assertServes(server);
            disk.free(server);
            push(server);
            assertServes(server);
            assertQuiet(server);
        }
    }

    @Test
    void pushesAreRefusedUntilTheDatabaseHasSpace() throws Exception {
        SmallDisk disk = SmallDisk.at(folder.resolve("data"), 256);
        Launch launch = Launch.in(folder)
                .where(
                        "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY",
                        folder.resolve("blobs").toString())
                .through(disk.mounted("exec \"$@\""));
        try (RunningServer server = launch.start()) {
            push(server);
            disk.fill(server);
            Awaitility.await("a push is refused").atMost(Duration.ofMinutes(2)).until(() -> !isPushed(server));
            for (int i = 0; i < 20; i++) {
                isPushed(server);
            }
            disk.free(server);
            Awaitility.await("a push succeeds").atMost(Duration.ofMinutes(3)).until(() -> isPushed(server));
            assertServes(server);
            assertQuiet(server);
        }
    }

    @Test
    void requestsAreServedWithoutALog() throws Exception {
        SmallDisk disk = SmallDisk.at(folder.resolve("log"), 1);
        Path log = disk.folder().resolve("registry.log");
        Launch launch = Launch.inMemory(folder).through(disk.mounted("exec \"$@\" >>'" + log + "' 2>&1"));
        try (RunningServer server = launch.start()) {
            push(server);
            disk.fill(server);
            push(server);
            assertServes(server);
            disk.free(server);
            server.client().get("/v2/space-again/tags/list");
            Path seen = disk.seenBy(server).resolve("registry.log");
            Awaitility.await("the log goes on")
                    .until(() -> Files.readString(seen).contains("space-again"));
        }
    }

    private void push(RunningServer server) throws IOException, InterruptedException {
        Image image = Image.of(++images, LARGEST_LAYER);
        server.client().push(REPOSITORY, "v" + images, image);
        acknowledged.put("v" + images, image);
    }

    /** False when it is refused with 503; any other refusal fails. */
    private boolean isPushed(RunningServer server) throws IOException, InterruptedException {
        try {
            push(server);
            return true;
        } catch (IOException | RuntimeException e) {
            assertThat(e).hasMessageContaining("was answered 503");
            return false;
        }
    }

    /** The status of the first request of a push that is refused. */
    private static int refusal(RunningServer server) throws IOException, InterruptedException {
        byte[] bytes = new byte[LARGEST_LAYER];
        return server.client()
                .send(
                        "POST",
                        server.uri()
                                .resolve("/v2/" + REPOSITORY + "/blobs/uploads/?digest="
                                        + Content.of(bytes).digest()),
                        BodyPublishers.ofByteArray(bytes))
                .statusCode();
    }

    private void assertServes(RunningServer server) throws IOException, InterruptedException {
        for (Map.Entry<String, Image> image : acknowledged.entrySet()) {
            server.client().assertPulls(REPOSITORY, image.getKey(), image.getValue());
        }
    }

    /** Without the access log and without traces of exceptions. */
    private static void assertQuiet(RunningServer server) {
        assertThat(server.says().lines().filter(line -> line.contains("WARN") || line.contains("ERROR")))
                .hasSizeLessThan(MANY_LINES);
        assertThat(server.says()).doesNotContain("\tat ");
    }
}
