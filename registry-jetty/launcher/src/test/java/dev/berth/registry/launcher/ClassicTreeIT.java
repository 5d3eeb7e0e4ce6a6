package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classic registry's tree, made by {@code docker-registry}, in the storage this registry is pointed at. */
class ClassicTreeIT {
    private static final String CLASSIC = "docker-registry";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String there = "";
    private Map<String, String> before = Map.of();

    @BeforeEach
    void fillClassicRegistry() throws Exception {
        ClassicServer.require("skopeo");
        there = "127.0.0.1:" + startClassic();
        try (RunningServer source = serve("source", "{http: {addr: '127.0.0.1:0'}, storage: inmemory}")) {
            URI uri = source.server().uri();
            SmallImage.push(uri, "app", "v1");
            String image = uri.getHost() + ":" + uri.getPort() + "/app:v1";
            for (String name : List.of("app", "team/app", "team/app/nested")) {
                skopeo("--src-tls-verify=false", "--dest-tls-verify=false", "docker://" + image, classic(name));
            }
        }
        before = tree();
        assertThat(before.keySet())
                .filteredOn(name -> name.endsWith("/current/link"))
                .hasSize(3);
    }

    @Test
    void survivesEveryCommand() throws Exception {
        String refuse = configuration("refuse");
        String ignore = configuration("ignore");

        assertThatIOException()
                .isThrownBy(() -> serve("data", refuse))
                .withMessageContaining(root().toString())
                .withMessageContaining("storage.classic: ignore");
        assertThat(Files.exists(root().resolve("objects"))).isFalse();
        assertThat(run(refuse, "config", "check")).isEqualTo(1);
        assertThat(out.toString()).contains("failed: storage").contains("classic registry");
        assertThat(run(ignore, "config", "check")).isZero();

        try (RunningServer server = serve("data", ignore)) {
            SmallImage image = SmallImage.push(server.server().uri(), "mine", "v1");
            assertThat(run(refuse, "storage", "check")).isZero();
            assertThat(out.toString()).contains("2 blobs and 2 objects", "consistent", "a classic registry among them");
            assertThat(run(ignore, "storage", "check", "--repair")).isZero();
            assertThat(run(ignore, "storage", "check", "--repair", "--repair")).isZero();
            image.deleteTag("v1");
            assertThat(run(ignore, "gc", "run", "--unsafe-delay", "0s")).isZero();
            assertThat(out.toString()).contains("objects: 2 deleted");
            assertThat(run(ignore, "storage", "check", "--repair", "--repair")).isZero();
            assertThat(run(ignore, "gc", "run", "--unsafe-delay", "0s")).isZero();
            assertThat(out.toString()).contains("objects: 0 deleted");
            assertThat(run(ignore, "gc", "status")).isZero();
        }

        assertThat(tree()).isEqualTo(before);
        skopeo("--src-tls-verify=false", classic("team/app/nested"), "dir:" + folder.resolve("back"));
    }

    private String configuration(String classic) {
        return "{http: {addr: '127.0.0.1:0'}, storage: {classic: " + classic + ", filesystem: {rootdirectory: '"
                + root() + "'}}, gc: {disabled: true}}";
    }

    private Path root() {
        return folder.resolve("classic");
    }

    private int startClassic() throws IOException {
        int port = ServerProcess.freePort();
        Path file = folder.resolve("classic.yml");
        Files.writeString(file, """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: '%s'}}
            http: {addr: '127.0.0.1:%d'}
            """.formatted(root(), port));
        ServerProcess.start(new ProcessBuilder(CLASSIC, "serve", file.toString()), port, folder.resolve("classic.log"));
        return port;
    }

    private String classic(String name) {
        return "docker://" + there + "/" + name + ":v1";
    }

    private void skopeo(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy"));
        command.addAll(List.of(arguments));
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

    private int run(String configuration, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("command.yml"), configuration);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(file.toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    /** Every file of the classic registry, with its time and content. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root().resolve("docker"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                tree.put(root().relativize(file).toString(), time + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return tree;
    }
}
