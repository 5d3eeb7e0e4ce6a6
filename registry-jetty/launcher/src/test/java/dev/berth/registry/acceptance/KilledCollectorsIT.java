package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.engine.audit.ConsistencyCheck;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of two nodes that share a database and a folder, while they take pushes and deletions and collect what these
 * leave. {@code -Dberth.kills=N} does it N times.
 */
@FullBuild
final class KilledCollectorsIT {
    private static final int KILLS = Integer.getInteger("berth.kills", Scale.of(50, 2));
    private static final Duration MUCH_LATER = Duration.ofDays(30);

    private final RandomGenerator random = Seed.of(getClass()).random();
    private final PushedImages images = new PushedImages();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void loseNothingThatWasAcknowledgedAndLeaveNothingBehind() throws Exception {
        TestDatabase database = TestDatabase.migrated(4);
        Path blobs = Files.createDirectory(folder.resolve("blobs"));
        Launch first = node("first", database, blobs);
        Launch second = node("second", database, blobs);

        for (int kill = 1; kill <= KILLS; kill++) {
            workAndKill(List.of(first, second));
        }
        try (RunningServer server = first.start()) {
            images.assertWhole(server.client());
            collect(database, blobs);
            images.assertWhole(server.client());
            server.stop();
        }
        System.out.println(KILLS + " kills: " + images);
    }

    private Launch node(String name, TestDatabase database, Path blobs) throws IOException {
        return Launch.in(Files.createDirectory(folder.resolve(name)))
                .on(database)
                .where("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", blobs.toString())
                .where("REGISTRY_GC_REVIEWAFTER", "5s");
    }

    private void workAndKill(List<Launch> launches) throws Exception {
        try (RunningServer first = launches.get(0).start();
                RunningServer second = launches.get(1).start()) {
            Pushers onFirst = new Pushers(first.client(), this::pushAndDelete);
            Pushers onSecond = new Pushers(second.client(), this::pushAndDelete);
            onFirst.awaitAcknowledged(5 + random.nextInt(30));
            first.kill();
            onSecond.awaitAcknowledged(5 + random.nextInt(30));
            second.kill();
            onFirst.awaitEnd();
            onSecond.awaitEnd();
        }
    }

    private void pushAndDelete(Client client) throws IOException, InterruptedException {
        images.pushNext(client);
        images.deleteOne(client);
        images.pushNext(client);
    }

    /** Much later nothing is left but what is needed: no row, no object, no file. */
    private static void collect(TestDatabase database, Path blobs) throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), MUCH_LATER);
        FileBlobStore storage = FileBlobStore.open(blobs);
        try (JdbiMetadataStore metadata = JdbiMetadataStore.open(database.config(), later)) {
            CollectionReport collected =
                    Collector.builder().clock(later).build(metadata, storage).run();
            AuditReport report = ConsistencyCheck.over(metadata, storage).check();

            System.out.println("collected at the end: " + collected);
            assertThat(report.breaches()).isEmpty();
            assertThat(report.objects()).isEqualTo(report.blobs());
            try (Stream<Path> files = Files.walk(blobs)) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("berth/owner")))
                        .hasSize((int) report.blobs());
            }
        }
    }
}
