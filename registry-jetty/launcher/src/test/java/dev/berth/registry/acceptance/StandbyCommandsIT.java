package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.testing.FullBuild;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that write, on a standby alone, and on a list of servers. */
@FullBuild
class StandbyCommandsIT {
    private static final List<List<String>> WRITING = List.of(
            List.of("database", "import"),
            List.of("database", "import", "--reset", "--force"),
            List.of("database", "import", "finish"),
            List.of("database", "export"),
            List.of("database", "migrate", "up"),
            List.of("gc", "run"),
            List.of("storage", "adopt", "--force"));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void writingCommandsInsistOnThePrimary() throws Exception {
        Files.createDirectories(folder.resolve("blobs/docker/registry/v2/repositories"));
        try (ReplicatedDatabase database = ReplicatedDatabase.start(folder)) {
            Migrations.open(database.config()).up(Migrations.Options.DEFAULT);
            List<String> servers = database.config().servers();
            assertThat(servers).hasSize(2);
            Path standby = file("standby", servers.get(0), database.config());
            for (List<String> command : WRITING) {
                assertThat(run(command, standby)).as(command + ": " + out).isEqualTo(1);
                assertThat(out.toString()).as("%s", command).contains("standby or read-only", "primary");
            }
            Path both = file("both", servers.get(0) + "," + servers.get(1), database.config());
            assertThat(run(List.of("database", "export"), both))
                    .as(out.toString())
                    .isZero();
            assertThat(run(List.of("database", "import", "--status"), standby))
                    .as(out.toString())
                    .isZero();
        }
    }

    private Path file(String name, String host, DatabaseConfig config) throws Exception {
        return Files.writeString(folder.resolve(name + ".yml"), """
            {storage: {filesystem: {rootdirectory: '%s'}}, database: {host: '%s', dbname: '%s', user: '%s',
            password: '%s', sslmode: disable}}
            """.formatted(
                        folder.resolve("blobs"),
                        host,
                        config.database(),
                        config.user(),
                        config.password().orElse("")));
    }

    private int run(List<String> command, Path file) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(command);
        all.add(file.toString());
        PrintWriter writer = new PrintWriter(out, true);
        return Launcher.run(writer, writer, all.toArray(String[]::new));
    }
}
