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
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that {@code docker-registry} made and keeps serving, imported, and compared with it over HTTP. */
class ImportedRegistryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("app", "team/app", "team/app/nested", "team/0");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ClassicServer classic = new ClassicServer(URI.create("http://127.0.0.1/"));

    @BeforeEach
    void fillClassicRegistry() throws Exception {
        ClassicServer.require("skopeo");
        classic = ClassicServer.inDirectory(folder, root());
        try (RunningServer source = serve("source", "{http: {addr: '127.0.0.1:0'}, storage: inmemory}")) {
            for (String name : NAMES) {
                SmallImage.push(source.server().uri(), name, "v1");
                copy(source.server().uri(), name + ":v1", name + ":v1");
                copy(source.server().uri(), name + ":v1", name + ":moved");
            }
        }
    }

    @Test
    void servesWhatTheOldRegistryServes() throws Exception {
        try (RunningServer server = serve("data", configuration())) {
            URI here = server.server().uri();
            assertThat(run("database", "import", "--dry-run")).as(recorded()).isZero();
            assertThat(run("database", "import", "--step-one")).as(recorded()).isZero();
            assertThat(status(here, "team/app/manifests/v1")).isEqualTo(404);

            copy(classic.uri(), "app:v1", "team/app:moved");
            copy(classic.uri(), "app:v1", "later:v1");
            assertThat(run("database", "import", "--step-two")).as(recorded()).isZero();
            assertThat(run("database", "import", "--step-three")).as(recorded()).isZero();

            classic.compare(
                    here,
                    new TreeSet<>(
                            Stream.concat(NAMES.stream(), Stream.of("later")).toList()));
            assertThat(run("database", "verify", "--deep")).as(recorded()).isZero();
            assertThat(run("storage", "check")).as(recorded()).isZero();
            assertThat(run("database", "import", "--json")).as(recorded()).isZero();
            JsonNode again = JSON.readTree(out.toString());
            assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(5);
            assertThat(again.at("/counts/manifests").asInt()).isZero();

            assertThat(run("gc", "run", "--unsafe-delay", "0s")).as(recorded()).isZero();
            assertThat(recorded()).contains("objects: 0 deleted");
            classic.compare(
                    here,
                    new TreeSet<>(
                            Stream.concat(NAMES.stream(), Stream.of("later")).toList()));
        }
        try (RunningServer server = serve("data", configuration().replace("ignore", "refuse"))) {
            assertThat(status(server.server().uri(), "team/app/manifests/v1")).isEqualTo(200);
        }
        assertThat(lockFiles()).containsExactly("database-in-use");
        assertThat(run("storage", "adopt", "--force", "--json")).as(recorded()).isZero();
        assertThat(JSON.readTree(out.toString()).at("/adopted").asBoolean()).isTrue();
        assertThat(run("database", "import")).as(recorded()).isZero();
        assertThat(run("database", "export", "--hand-over")).as(recorded()).isZero();
        assertThat(lockFiles()).containsExactly("filesystem-in-use");
    }

    private List<String> lockFiles() throws IOException {
        try (Stream<Path> files = Files.list(root().resolve("docker/registry/lockfiles"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void whatIsBrokenIsReported() throws Exception {
        try (RunningServer server = serve("data", configuration())) {
            Files.writeString(
                    root().resolve("docker/registry/v2/repositories/app/_manifests/tags/v1/current/link"), "");
            Path report = folder.resolve("report.jsonl");

            assertThat(run("database", "import", "--report", report.toString())).isEqualTo(3);
            assertThat(recorded()).contains("TAG_LINK_BROKEN: app v1: its link has 0 bytes");
            assertThat(Files.readString(report)).contains("\"reason\":\"TAG_LINK_BROKEN\"");
            assertThat(run("database", "import", "--status")).isZero();
            assertThat(recorded()).contains("TAG_LINK_BROKEN: app v1", "ended ");
            assertThat(status(server.server().uri(), "team/app/manifests/v1")).isEqualTo(200);
        }
    }

    private static int status(URI registry, String path) throws Exception {
        return ClassicServer.get(registry, path).statusCode();
    }

    private String configuration() {
        return "{http: {addr: '127.0.0.1:0'}, storage: {classic: ignore, filesystem: {rootdirectory: '" + root()
                + "'}}, gc: {disabled: true}}";
    }

    private Path root() {
        return folder.resolve("classic");
    }

    private void copy(URI source, String from, String to) throws Exception {
        List<String> command = List.of(
                "skopeo",
                "--insecure-policy",
                "copy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "docker://" + source.getAuthority() + "/" + from,
                "docker://" + classic.uri().getAuthority() + "/" + to);
        Path log = folder.resolve("skopeo.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private RunningServer serve(String data, String configuration) throws Exception {
        Path file = Files.writeString(folder.resolve(data + ".yml"), configuration);
        return Assembly.start(ConfigurationReader.read(file, Map.of()), folder.resolve(data));
    }

    private String recorded() {
        return out.toString() + err;
    }

    private int run(String... arguments) {
        Path file = folder.resolve("command.yml");
        try {
            Files.writeString(file, configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(file.toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
