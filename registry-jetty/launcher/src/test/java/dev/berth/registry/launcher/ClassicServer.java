package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.testing.BuildServer;
import dev.berth.registry.testing.InstalledPrograms;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A registry of the classic layout that runs until the end of this process, and its comparison with another one. */
public record ClassicServer(URI uri) {
    /** The program of Debian's package, a distribution 2.8. */
    public static final String DEBIAN = "docker-registry";

    private static final List<String> COMPARED = List.of(
            "Docker-Content-Digest",
            "Content-Type",
            "Content-Length",
            "Etag",
            "Docker-Distribution-Api-Version",
            "Content-Range");
    private static final String ACCEPTED = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "*/*");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Skips the test where one of these programs is missing, unless that is a build server. */
    public static void require(String... others) {
        Stream.concat(Stream.of(DEBIAN), Stream.of(others))
                .forEach(program -> assumeTrue(
                        BuildServer.isThis() || InstalledPrograms.has(program), program + " is not on the path"));
    }

    /** Starts Debian's with this section {@code storage} of its configuration. */
    static ClassicServer start(Path folder, String storage) throws IOException {
        return start(DEBIAN, folder, "storage: " + storage);
    }

    /**
     * Starts one.
     *
     * @param program its path or name
     * @param sections the sections of its configuration, without those for logs and addresses
     */
    public static ClassicServer start(String program, Path folder, String sections) throws IOException {
        int port = ServerProcess.freePort();
        Path file = Files.writeString(folder.resolve("classic-" + port + ".yml"), """
            version: 0.1
            log: {level: error}
            http: {addr: '127.0.0.1:%d'}
            %s
            """.formatted(port, sections));
        ProcessBuilder command = new ProcessBuilder(program, "serve", file.toString());
        // Debian's cannot use it with S3, and does not start.
        command.environment().remove("AWS_CA_BUNDLE");
        ServerProcess.start(command, port, folder.resolve("classic-" + port + ".log"));
        return new ClassicServer(URI.create("http://127.0.0.1:" + port + "/"));
    }

    static ClassicServer inDirectory(Path folder, Path root) throws IOException {
        return start(folder, "{filesystem: {rootdirectory: '" + root + "'}}");
    }

    /** Every repository, tag, manifest and blob: the same status, type, digest and bytes. */
    public void compare(URI other, Set<String> names) throws IOException, InterruptedException {
        assertThat(strings(get(other, "_catalog?n=1000"), "repositories"))
                .isEqualTo(strings(get(uri, "_catalog?n=1000"), "repositories"))
                .isEqualTo(names);
        for (String name : names) {
            compareTags(other, name);
        }
    }

    /** The tags of a repository, with their manifests and blobs. */
    public void compareTags(URI other, String name) throws IOException, InterruptedException {
        Set<String> tags = strings(get(uri, name + "/tags/list"), "tags");
        assertThat(strings(get(other, name + "/tags/list"), "tags")).as(name).isEqualTo(tags);
        for (String tag : tags) {
            compareManifest(other, name, tag);
        }
        same(other, name + "/manifests/nonsense");
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

    /** The same status, bytes and headers; only the same status of a refusal. */
    public HttpResponse<String> same(URI other, String path) throws IOException, InterruptedException {
        HttpResponse<String> ours = get(other, path);
        HttpResponse<String> theirs = get(uri, path);
        assertThat(ours.statusCode()).as(path).isEqualTo(theirs.statusCode());
        if (theirs.statusCode() == 200) {
            assertThat(ours.body()).as(path).isEqualTo(theirs.body());
            for (String name : COMPARED) {
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

    /** The answer, with each byte as a character of its body. */
    public static HttpResponse<String> get(URI registry, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(registry.resolve("/v2/" + path))
                .header("Accept", ACCEPTED)
                .build();
        return HTTP.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }
}
