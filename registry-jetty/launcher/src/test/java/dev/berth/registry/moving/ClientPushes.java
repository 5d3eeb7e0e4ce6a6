package dev.berth.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.acceptance.GoClients;
import dev.berth.registry.acceptance.OciLayout;
import dev.berth.registry.acceptance.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The traces real clients leave in a registry: images, artifacts, moved and deleted tags, an aborted upload. */
final class ClientPushes {
    /** The repositories that have content in the end. */
    static final Set<String> NAMES = new TreeSet<>(Set.of(
            "team",
            "team/app",
            "team/app/zstd",
            "schema2/list",
            "schema2/podman",
            "crane/image",
            "crane/foreign",
            "oras/artifact",
            "oras/chart",
            "deleted/tag"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final URI registry;
    private final Path layout;
    private final Path newer;

    private ClientPushes(Path folder, URI registry) throws IOException {
        this.folder = folder;
        this.registry = registry;
        this.layout = folder.resolve("layout");
        this.newer = folder.resolve("newer");
        OciLayout.write(layout, 1);
        OciLayout.write(newer, 2);
    }

    /**
     * Fills a registry that permits deletions and foreign layers.
     *
     * @param folder for the files and logins of the clients
     */
    static void fill(Path folder, URI registry) throws IOException, InterruptedException {
        ClientPushes pushes = new ClientPushes(Files.createDirectories(folder), registry);
        pushes.skopeo();
        pushes.podman();
        pushes.crane();
        pushes.oras();
        pushes.abortedUpload();
    }

    /** Deletes an image that an index lists, which this registry refuses. */
    static void deleteListedImage(Path folder, URI registry) throws IOException, InterruptedException {
        String repository = registry.getAuthority() + "/team";
        Program crane = GoClients.crane(folder);
        String listed = crane.run("digest", "--insecure", "--platform", "linux/arm64", repository + ":v1");
        crane.run("delete", "--insecure", repository + "@" + listed);
    }

    private void skopeo() throws IOException, InterruptedException {
        Program skopeo = Program.named("skopeo", folder, "--insecure-policy", "copy", "--all");
        String tls = "--dest-tls-verify=false";
        skopeo.run(tls, "oci:" + layout + ":latest", "docker://" + image("team/app:v1"));
        skopeo.run(tls, "--format", "v2s2", "oci:" + layout + ":latest", "docker://" + image("schema2/list:v1"));
        skopeo.run(
                tls,
                "--dest-compress-format",
                "zstd",
                "oci:" + newer + ":latest",
                "docker://" + image("team/app/zstd:v1"));
        skopeo.run(
                tls,
                "--src-tls-verify=false",
                "docker://" + image("team/app:v1"),
                "docker://" + image("deleted/tag:kept"));
        skopeo.run(tls, "oci:" + newer + ":latest", "docker://" + image("deleted/tag:gone"));
        Program.named("skopeo", folder).run("delete", "--tls-verify=false", "docker://" + image("deleted/tag:gone"));
    }

    private void podman() throws IOException, InterruptedException {
        Program podman = Program.named(
                "podman",
                folder,
                "--root",
                folder.resolve("podman-root").toString(),
                "--runroot",
                folder.resolve("podman-run").toString(),
                "--storage-driver",
                "vfs");
        String id = podman.lines("pull", "oci:" + layout + ":latest").stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        podman.run("push", "--tls-verify=false", "--format", "v2s2", id, image("schema2/podman:v1"));
        podman.run("push", "--tls-verify=false", "--format", "oci", id, image("schema2/podman:oci"));
    }

    /** The first index of the moved tag has no tag afterwards. */
    private void crane() throws IOException, InterruptedException {
        Program crane = GoClients.crane(folder);
        crane.run("push", "--insecure", "--index", layout.toString(), image("crane/image:one"));
        crane.run("tag", "--insecure", image("crane/image:one"), "moved");
        crane.run("push", "--insecure", "--index", newer.toString(), image("crane/image:moved"));
        crane.run("push", "--insecure", "--index", newer.toString(), image("crane/image:one"));
        crane.run("copy", "--insecure", image("team/app:v1"), image("team:v1"));
        crane.run("push", "--insecure", ForeignLayer.write(folder.resolve("foreign")), image("crane/foreign:v1"));
    }

    private void oras() throws IOException, InterruptedException {
        Program oras = GoClients.oras(folder);
        Files.writeString(folder.resolve("note.txt"), "a note");
        Files.writeString(folder.resolve("config.json"), "{\"name\":\"chart\",\"version\":\"1.0.0\"}");
        Files.writeString(folder.resolve("chart.tgz"), "not read by any registry");
        String subject = image("oras/artifact:v1");
        oras.run("push", "--plain-http", "--artifact-type", "application/vnd.example.note", subject, "note.txt");
        oras.run("attach", "--plain-http", "--artifact-type", "application/vnd.example.sbom.v1", subject, "note.txt");
        oras.run(
                "push",
                "--plain-http",
                "--config",
                "config.json:application/vnd.cncf.helm.config.v1+json",
                image("oras/chart:1.0.0"),
                "chart.tgz:application/vnd.cncf.helm.chart.content.v1.tar+gzip");
    }

    private void abortedUpload() throws IOException, InterruptedException {
        HttpResponse<Void> begun = send("POST", registry.resolve("/v2/team/app/blobs/uploads/"), "");
        URI session = registry.resolve(begun.headers().firstValue("Location").orElseThrow());
        assertThat(send("PATCH", session, "the first half").statusCode()).isEqualTo(202);
    }

    private static HttpResponse<Void> send(String method, URI target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/octet-stream")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.discarding());
    }

    private String image(String reference) {
        return registry.getAuthority() + "/" + reference;
    }
}
