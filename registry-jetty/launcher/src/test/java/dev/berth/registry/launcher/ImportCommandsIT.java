package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of imports, and the commands around them, on a registry of {@code docker-registry}. */
class ImportCommandsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void optionsAndCommandsDoWhatTheirHelpSays() throws Exception {
        ClassicServer.require();
        ClassicServer classic = ClassicServer.inDirectory(folder, folder.resolve("tree"));
        new RandomPushes(classic.uri(), 7).run(List.of("app", "team/app"), 12);

        try (RunningServer server = serve()) {
            assertThat(run("import", "--status")).isZero();
            assertThat(out.toString()).contains("no import has run yet");
            JsonNode first = json(0, "import", "-e", "-l", "-t", "4", "--read-tags", "--count");
            assertThat(first.at("/rows/repositories").asInt()).isEqualTo(2);
            assertThat(first.at("/rows/tags").asInt())
                    .isEqualTo(first.at("/counts/tags").asInt())
                    .isPositive();

            assertThat(run("import", "--require-empty-database")).isEqualTo(1);
            assertThat(err.toString()).contains("the database has content: 2 repositories, ");
            assertThat(run("import", "-t", "0")).isEqualTo(2);
            assertThat(err.toString()).contains("--tag-concurrency: expected at least 1, not 0");
            assertThat(run("import", "--threads", "0")).isEqualTo(2);
            assertThat(run("import", "--notifications", "127.0.0.1:0")).isEqualTo(2);
            assertThat(err.toString()).contains("expected with --follow");
            assertThat(run("import", "--follow", "--notifications", "0.0.0.0:0"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("requires --notifications-authorization");
            assertThat(run("import", "--follow", "--notifications", "here")).isEqualTo(2);
            assertThat(err.toString()).contains("expected host:port, not 'here'");
            assertThat(run("import", "--row-count")).isZero();
            assertThat(out.toString()).contains("rows of the database: 2 repositories, ");

            assertThat(run("import", "give-up", "app")).isEqualTo(1);
            assertThat(err.toString()).contains("no takeover is active");
            assertThat(run("import", "give-up", "App")).isEqualTo(2);
            assertThat(err.toString()).contains("expected the name of a repository such as team/app, not 'App'");

            JsonNode status = json(0, "import", "--status");
            assertThat(status.at("/active").asBoolean(true)).isFalse();
            assertThat(status.at("/counts/repositories").asInt()).isEqualTo(2);
            classic.compare(server.server().uri(), Set.of("app", "team/app"));

            assertThat(run("import", "--reset")).isEqualTo(2);
            assertThat(err.toString()).contains("use --force");
            assertThat(json(0, "import", "--reset", "--force").at("/removed").asInt())
                    .isPositive();
            assertThat(run("import", "--step-three")).isEqualTo(1);
            assertThat(json(0, "import", "-c", "--dry-run").at("/rows/tags").asInt(-1))
                    .isZero();
        }
    }

    @Test
    void filesOfTheOldRegistryAreRemovedAtTheEnd() throws Exception {
        ClassicServer.require();
        ClassicServer classic = ClassicServer.inDirectory(folder, folder.resolve("tree"));
        new RandomPushes(classic.uri(), 8).run(List.of("app"), 6);

        try (RunningServer server = serve()) {
            assertThat(run("import")).as(err.toString()).isZero();
            assertThat(run("import", "clean", "--force")).isEqualTo(1);
            assertThat(err.toString()).contains("import finish");
            assertThat(json(0, "import", "finish").at("/reviewed").isInt()).isTrue();
            assertThat(run("import", "clean")).isEqualTo(2);
            int files = json(0, "import", "clean", "--dry-run").at("/files").asInt();
            assertThat(json(0, "import", "clean", "--force").at("/files").asInt())
                    .isEqualTo(files)
                    .isPositive();
            assertThat(linkFiles()).isZero();
            assertThat(json(0, "import", "clean", "--force").at("/files").asInt())
                    .isZero();
            assertThat(ClassicServer.get(server.server().uri(), "app/tags/list").statusCode())
                    .isEqualTo(200);
        }
    }

    private long linkFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tree/docker/registry/v2/repositories"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private JsonNode json(int code, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(out.toString() + err).isEqualTo(code);
        return JSON.readTree(out.toString());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("database"));
        all.addAll(List.of(arguments));
        all.add(file().toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("registry.yml");
    }

    private RunningServer serve() throws Exception {
        Files.writeString(
                file(),
                "{http: {addr: '127.0.0.1:0'}, storage: {classic: ignore, filesystem: {rootdirectory: '"
                        + folder.resolve("tree") + "'}}, gc: {disabled: true}}");
        return Assembly.start(ConfigurationReader.read(file(), Map.of()), folder.resolve("data"));
    }
}
