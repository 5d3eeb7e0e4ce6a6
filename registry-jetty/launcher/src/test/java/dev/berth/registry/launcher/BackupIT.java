package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.FullBuild;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The procedure of docs/backup.md, while clients push and delete and the server collects. */
@FullBuild
class BackupIT {
    private static final int KEPT = 3;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final AtomicInteger pushed = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private Path blobs = Path.of("");
    private Path copy = Path.of("");

    @BeforeEach
    void name() throws Exception {
        blobs = Files.createDirectory(folder.resolve("blobs"));
        copy = folder.resolve("copy");
    }

    @Test
    void theCopyHasAllThatTheDatabaseOfTheBackupRefersTo() throws Exception {
        Path files = folder.resolve("primary");
        Path backup = folder.resolve("backup");
        try (EmbeddedPostgres postgres = BaseBackup.server(files)) {
            assertThat(run(postgres, blobs, "database", "migrate", "up")).isZero();
            try (RunningServer server = serve(postgres, blobs)) {
                ExecutorService clients = Executors.newSingleThreadExecutor();
                Future<?> pushing =
                        clients.submit(() -> pushAndDelete(server.server().uri()));
                try {
                    awaitPushes(20);
                    backUp(postgres, files, backup);
                    await().atMost(Duration.ofSeconds(30)).until(() -> waiting(postgres) == 0);
                } finally {
                    isOver.set(true);
                    clients.shutdown();
                }
                pushing.get();
            }
        }
        restore(backup);
    }

    private void backUp(EmbeddedPostgres postgres, Path files, Path backup) throws Exception {
        assertThat(run(postgres, blobs, "backup", "hold", "--for", "1h")).isZero();
        assertThat(out.toString()).contains("deletions are held by backup since ");
        BaseBackup.take(postgres, files, backup);
        int atBackup = pushed.get();
        awaitPushes(atBackup + 20);
        assertThat(waiting(postgres)).as("deletions that the hold prevents").isPositive();
        assertThat(run(postgres, blobs, "gc", "status")).isZero();
        assertThat(out.toString()).contains("deletions are held by backup since ");
        assertThat(run(postgres, blobs, "gc", "run")).isZero();
        assertThat(out.toString()).contains("objects: 0 deleted", "deletions are held by backup since ");
        BaseBackup.copy(blobs, copy);
        assertThat(run(postgres, blobs, "backup", "release")).isZero();
        assertThat(out.toString()).contains("released backup: deletions were held since ");
        assertThat(run(postgres, blobs, "backup", "release")).isEqualTo(1);
        assertThat(out.toString()).contains("no hold is named backup");
    }

    private void restore(Path backup) throws Exception {
        try (EmbeddedPostgres postgres = BaseBackup.server(backup)) {
            assertThat(run(postgres, copy, "backup", "release")).isZero();
            assertThat(run(postgres, copy, "storage", "adopt", "--force")).isZero();
            run(postgres, copy, "storage", "check", "--deep");
            assertThat(out.toString()).doesNotContain("OBJECT_PRESENT", "OBJECT_COMPLETE", "OBJECT_INTACT");
            try (RunningServer server = serve(postgres, copy)) {
                assertThat(pullable(server.server().uri())).isGreaterThanOrEqualTo(KEPT);
            }
            restoreOfTheDatabaseOnly(postgres);
        }
    }

    /** The storage went on: it lacks what was deleted since, and has what was pushed since. */
    private void restoreOfTheDatabaseOnly(EmbeddedPostgres postgres) throws Exception {
        assertThat(run(postgres, blobs, "storage", "check")).isEqualTo(1);
        assertThat(out.toString()).contains("belongs to another database", "registry storage adopt");
        assertThat(run(postgres, blobs, "storage", "adopt", "--force")).isZero();
        assertThat(run(postgres, blobs, "storage", "check")).isEqualTo(1);
        assertThat(out.toString()).contains("OBJECT_PRESENT: ", "OBJECT_KNOWN: ");
        assertThat(run(postgres, copy, "storage", "check")).isEqualTo(1);
        assertThat(out.toString()).contains("belongs to another database");
    }

    @Test
    void aHoldThatExpiredFailsTheBackup() throws Exception {
        try (EmbeddedPostgres postgres = BaseBackup.server(folder.resolve("primary"))) {
            assertThat(run(postgres, blobs, "database", "migrate", "up")).isZero();
            assertThat(run(postgres, blobs, "backup", "hold", "--for", "1ms", "--name", "weekly"))
                    .isZero();
            assertThat(run(postgres, blobs, "gc", "status")).isZero();
            assertThat(out.toString()).contains("the hold weekly expired at ");
            assertThat(run(postgres, blobs, "backup", "release", "--name", "weekly"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("which expired at ", "repeat the backup");
            assertThat(run(postgres, blobs, "backup", "hold", "--for", "169h")).isEqualTo(2);
            assertThat(out.toString()).contains("at most 168h");
            assertThat(run(postgres, blobs, "backup", "hold", "--name", "a b")).isEqualTo(2);
            assertThat(out.toString()).contains("--name: expected 1 to 64 letters");
        }
    }

    /** Each image has a repository and a layer of its own; the newest few keep their tag. */
    private Void pushAndDelete(URI registry) throws Exception {
        List<SmallImage> images = new ArrayList<>();
        while (!isOver.get()) {
            images.add(SmallImage.push(registry, "app" + pushed.get(), "v1"));
            pushed.incrementAndGet();
            if (images.size() > KEPT) {
                images.remove(0).deleteTag("v1");
            }
        }
        return null;
    }

    private void awaitPushes(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> pushed.get() >= count);
    }

    /** The number of tags, each with a manifest and a layer that can be read. */
    private int pullable(URI registry) throws Exception {
        int found = 0;
        for (int i = 0; i < pushed.get(); i++) {
            String name = "app" + i;
            HttpResponse<String> manifest = ClassicServer.get(registry, name + "/manifests/v1");
            if (manifest.statusCode() == 200) {
                String digest = SmallImage.layerOf(name);
                HttpResponse<String> layer = ClassicServer.get(registry, name + "/blobs/" + digest);
                assertThat(layer.statusCode()).as(name).isEqualTo(200);
                assertThat(manifest.body()).contains(digest);
                found++;
            }
        }
        return found;
    }

    private static int waiting(EmbeddedPostgres postgres) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM storage_deletions")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Path configuration(EmbeddedPostgres postgres, Path storage) throws Exception {
        return Files.writeString(folder.resolve("registry.yml"), """
            http: {addr: '127.0.0.1:0'}
            storage: {filesystem: {rootdirectory: '%s'}}
            database: {host: 127.0.0.1, port: %d, user: postgres, password: postgres, dbname: postgres, sslmode: disable}
            gc: {delays: {tagdeleted: 10ms}}
            """.formatted(storage, postgres.getPort()));
    }

    private RunningServer serve(EmbeddedPostgres postgres, Path storage) throws Exception {
        return Assembly.start(
                ConfigurationReader.read(configuration(postgres, storage), Map.of()), folder.resolve("data"));
    }

    private int run(EmbeddedPostgres postgres, Path storage, String... command) throws Exception {
        out.getBuffer().setLength(0);
        String[] arguments = Arrays.copyOf(command, command.length + 1);
        arguments[command.length] = configuration(postgres, storage).toString();
        PrintWriter writer = new PrintWriter(out, true);
        return Launcher.run(writer, writer, arguments);
    }
}
