package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL ends with kill -9 while uploads are open: each stays known, or its bytes go. */
@FullBuild
class KilledDatabaseIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int UPLOADS = 20;

    @TempDir
    Path folder;

    @Test
    void keepsEveryUploadThatWasAcknowledged() throws Exception {
        List<String> sessions = new ArrayList<>();
        try (RunningServer server = serve("7d")) {
            URI uri = server.server().uri();
            for (int i = 0; i < UPLOADS; i++) {
                sessions.add(patched(uri).getPath());
            }
            killDatabase();
        }
        assertThat(unfinished()).hasSize(UPLOADS);
        try (RunningServer server = serve("7d")) {
            for (String session : sessions) {
                assertThat(send("GET", server.server().uri().resolve(session), "")
                                .statusCode())
                        .isEqualTo(204);
            }
        }
    }

    @Test
    void leavesNothingBehindWhenTheUploadsHaveExpired() throws Exception {
        try (RunningServer server = serve("10s")) {
            for (int i = 0; i < UPLOADS; i++) {
                patched(server.server().uri());
            }
            killDatabase();
        }
        Path orphan = Files.writeString(uploads().resolve("018f0000000070008000000000000000~"), "of no upload");
        Path young = Files.writeString(uploads().resolve("018f0000000070008000000000000001~"), "of no upload");
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minusSeconds(2 * 3600)));
        TimeUnit.SECONDS.sleep(11);
        assertThat(run("storage", "check")).contains("UPLOAD_KNOWN").contains("018f0000000070008000000000000000");

        assertThat(run("gc", "run")).contains(UPLOADS + " expired; unfinished objects: 1 abandoned");

        assertThat(unfinished()).containsExactly(young);
        assertThat(run("storage", "check")).contains("0 blobs and 0 objects", "consistent");
    }

    private static URI patched(URI registry) throws Exception {
        HttpResponse<String> begun = send("POST", registry.resolve("/v2/app/blobs/uploads/"), "");
        assertThat(begun.statusCode()).isEqualTo(202);
        URI session = registry.resolve(begun.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> chunk = send("PATCH", session, "some bytes");
        assertThat(chunk.statusCode()).isEqualTo(202);
        return registry.resolve(chunk.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> send(String method, URI uri, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The postmaster and all of its processes at once, so that nothing is written behind its back. */
    private void killDatabase() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("data/postgresql"))) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findAny()
                    .orElseThrow();
            ProcessHandle postmaster = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).get(0).strip()))
                    .orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle process : all) {
                process.onExit().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private Path uploads() {
        return folder.resolve("data/blobs/uploads");
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(uploads())) {
            return files.toList();
        }
    }

    private RunningServer serve(String age) throws Exception {
        Path file = Files.writeString(
                folder.resolve("config.yml"),
                "{http: {addr: '127.0.0.1:0'}, gc: {disabled: true}," + " storage: {maintenance: {uploadpurging: {age: "
                        + age + "}}}}");
        return Assembly.start(ConfigurationReader.read(file, Map.of()), folder.resolve("data"));
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(folder.resolve("config.yml").toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        Launcher.run(new PrintWriter(out, true), new PrintWriter(out, true), all.toArray(String[]::new));
        return out.toString();
    }
}
