package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.testing.InstalledPrograms;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A {@code docker-registry} that runs until the end of this process, and its comparison with another registry. */
record ClassicServer(URI uri) {
    private static final String PROGRAM = "docker-registry";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Skips the test where one of these programs is missing. */
    static void require(String... others) {
        Stream.concat(Stream.of(PROGRAM), Stream.of(others))
                .forEach(program -> assumeTrue(InstalledPrograms.has(program), program + " is not on the path"));
    }

    /**
     * Starts one.
     *
     * @param storage the section {@code storage} of its configuration
     */
    static ClassicServer start(Path folder, String storage) throws IOException {
        int port = ServerProcess.freePort();
        Path file = Files.writeString(folder.resolve("classic-" + port + ".yml"), """
            version: 0.1
            log: {level: error}
            storage: %s
            http: {addr: '127.0.0.1:%d'}
            """.formatted(storage, port));
        ProcessBuilder program = new ProcessBuilder(PROGRAM, "serve", file.toString());
        // Debian's cannot use it with S3, and does not start.
        program.environment().remove("AWS_CA_BUNDLE");
        ServerProcess.start(program, port, folder.resolve("classic-" + port + ".log"));
        return new ClassicServer(URI.create("http://127.0.0.1:" + port + "/"));
    }

    static ClassicServer inDirectory(Path folder, Path root) throws IOException {
        return start(folder, "{filesystem: {rootdirectory: '" + root + "'}}");
    }

    /** Every repository, tag, manifest and blob: the same status, type, digest and bytes. */
    void compare(URI other, Set<String> names) throws IOException, InterruptedException {
        assertThat(strings(get(other, "_catalog?n=1000"), "repositories"))
                .isEqualTo(strings(get(uri, "_catalog?n=1000"), "repositories"))
                .isEqualTo(names);
        for (String name : names) {
            Set<String> tags = strings(get(uri, name + "/tags/list"), "tags");
            assertThat(strings(get(other, name + "/tags/list"), "tags"))
                    .as(name)
                    .isEqualTo(tags);
            for (String tag : tags) {
                compareManifest(other, name, tag);
            }
            same(other, name + "/manifests/nonsense");
        }
    }

    private void compareManifest(URI other, String name, String reference) throws IOException, InterruptedException {
        HttpResponse<String> manifest = same(other, name + "/manifests/" + reference);
        same(other, name + "/manifests/" + header(manifest, "Docker-Content-Digest"));
        JsonNode document = JSON.readTree(manifest.body());
        for (JsonNode child : document.at("/manifests")) {
            compareManifest(other, name, child.at("/digest").asText());
        }
        if (document.has("config")) {
            same(other, name + "/blobs/" + document.at("/config/digest").asText());
        }
        for (JsonNode layer : document.at("/layers")) {
            same(other, name + "/blobs/" + layer.at("/digest").asText());
        }
    }

    HttpResponse<String> same(URI other, String path) throws IOException, InterruptedException {
        HttpResponse<String> ours = get(other, path);
        HttpResponse<String> theirs = get(uri, path);
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

    static HttpResponse<String> get(URI registry, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/v2/" + path))
                .header(
                        "Accept",
                        "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, */*")
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
