package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that {@code docker-registry} made and keeps serving, imported, and compared with it over HTTP. */
class ImportedRegistryIT {
    private static final String CLASSIC = "docker-registry";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("app", "team/app", "team/app/nested", "team/0");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private URI classic = URI.create("http://127.0.0.1/");

    @BeforeEach
    void fillClassicRegistry() throws Exception {
        assumeTrue(isThere(CLASSIC) && isThere("skopeo"), "docker-registry or skopeo is not on the path");
        classic = URI.create("http://127.0.0.1:" + startClassic() + "/");
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

            copy(classic, "app:v1", "team/app:moved");
            copy(classic, "app:v1", "later:v1");
            assertThat(run("database", "import", "--step-two")).as(recorded()).isZero();
            assertThat(run("database", "import", "--step-three")).as(recorded()).isZero();

            compare(
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
            compare(
                    here,
                    new TreeSet<>(
                            Stream.concat(NAMES.stream(), Stream.of("later")).toList()));
        }
        try (RunningServer server = serve("data", configuration().replace("ignore", "refuse"))) {
            assertThat(status(server.server().uri(), "team/app/manifests/v1")).isEqualTo(200);
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

    /** Every repository, tag, manifest and blob: the same status, type, digest and bytes. */
    private void compare(URI here, Set<String> names) throws Exception {
        assertThat(strings(get(here, "_catalog"), "repositories"))
                .isEqualTo(strings(get(classic, "_catalog"), "repositories"))
                .isEqualTo(names);
        for (String name : names) {
            Set<String> tags = strings(get(classic, name + "/tags/list"), "tags");
            assertThat(strings(get(here, name + "/tags/list"), "tags")).isEqualTo(tags);
            for (String tag : tags) {
                HttpResponse<String> manifest = same(here, name + "/manifests/" + tag);
                same(here, name + "/manifests/" + header(manifest, "Docker-Content-Digest"));
                JsonNode document = JSON.readTree(manifest.body());
                same(here, name + "/blobs/" + document.at("/config/digest").asText());
                for (JsonNode layer : document.at("/layers")) {
                    same(here, name + "/blobs/" + layer.at("/digest").asText());
                }
            }
            same(here, name + "/manifests/nonsense");
        }
    }

    private HttpResponse<String> same(URI here, String path) throws Exception {
        HttpResponse<String> ours = get(here, path);
        HttpResponse<String> theirs = get(classic, path);
        assertThat(ours.statusCode()).as(path).isEqualTo(theirs.statusCode());
        if (theirs.statusCode() == 200) {
            assertThat(ours.body()).as(path).isEqualTo(theirs.body());
            for (String name : List.of("Docker-Content-Digest", "Content-Type", "Content-Length")) {
                assertThat(header(ours, name)).as(path + " " + name).isEqualTo(header(theirs, name));
            }
        }
        return ours;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Set<String> strings(HttpResponse<String> answer, String member) throws IOException {
        TreeSet<String> strings = new TreeSet<>();
        JSON.readTree(answer.body()).at("/" + member).forEach(text -> strings.add(text.asText()));
        return strings;
    }

    private static int status(URI registry, String path) throws Exception {
        return get(registry, path).statusCode();
    }

    private static HttpResponse<String> get(URI registry, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/v2/" + path))
                .header("Accept", "application/vnd.oci.image.manifest.v1+json, */*")
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private String configuration() {
        return "{http: {addr: '127.0.0.1:0'}, storage: {classic: ignore, filesystem: {rootdirectory: '" + root()
                + "'}}, gc: {disabled: true}}";
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

    private void copy(URI source, String from, String to) throws Exception {
        List<String> command = List.of(
                "skopeo",
                "--insecure-policy",
                "copy",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "docker://" + source.getAuthority() + "/" + from,
                "docker://" + classic.getAuthority() + "/" + to);
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

    private int run(String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("command.yml"), configuration());
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(file.toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
