package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients people use, as far as this machine has them, against the launcher. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealClientsIT {
    private Path folder = Path.of("");
    private Path layout = Path.of("");
    private String digest = "";
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        layout = folder.resolve("layout");
        digest = OciLayout.write(layout, System.nanoTime());
        server = Launch.in(folder).start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void skopeoCopiesEveryArchitecture() throws Exception {
        Program skopeo = Program.named("skopeo", folder);
        String there = "docker://" + image("skopeo/copied") + ":latest";
        skopeo.run("copy", "--all", "--dest-tls-verify=false", "oci:" + layout + ":latest", there);
        String again = "docker://" + image("skopeo/mounted") + ":latest";
        skopeo.run("copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false", there, again);
        Path back = folder.resolve("skopeo-back");
        skopeo.run("copy", "--all", "--src-tls-verify=false", again, "oci:" + back + ":latest");

        assertThat(Content.of(skopeo.run("inspect", "--raw", "--tls-verify=false", there)
                                .getBytes(StandardCharsets.UTF_8))
                        .digest())
                .isEqualTo(digest);
        assertSameBlobs(back);
        assertThat(skopeo.run("list-tags", "--tls-verify=false", "docker://" + image("skopeo/copied")))
                .contains("\"latest\"");
        skopeo.run("delete", "--tls-verify=false", there);
        assertThat(server.client().get("/v2/skopeo/copied/manifests/latest").statusCode())
                .isEqualTo(404);
    }

    @Test
    void podmanPullsWhatItPushed() throws Exception {
        Program podman = Program.named("podman", folder, storage("podman"));
        String there = image("podman/image") + ":latest";
        pullFromLayoutAndPush(podman, there);

        podman.run("rmi", "--all", "--force");
        podman.run("pull", "--tls-verify=false", there);

        assertThat(podman.run("image", "inspect", "--format", "{{.Os}}", there)).isEqualTo("linux");
    }

    @Test
    void buildahPushesWhatItBuilt() throws Exception {
        Program buildah = Program.named("buildah", folder, storage("buildah"));
        String base = image("buildah/base") + ":latest";
        String built = image("buildah/built") + ":latest";
        pullFromLayoutAndPush(buildah, base);
        Files.writeString(folder.resolve("Containerfile"), "FROM " + base + "\nADD layout/index.json /added\n");

        buildah.run("bud", "--isolation", "chroot", "--pull-always", "--tls-verify=false", "-t", built, ".");
        buildah.run("push", "--tls-verify=false", built);
        buildah.run("rmi", "--all", "--force");
        buildah.run("pull", "--tls-verify=false", built);

        assertThat(buildah.lines("images", "--format", "{{.Name}}")).contains(image("buildah/built"));
    }

    @Test
    void cranePushesListsAndDeletes() throws Exception {
        Program crane = GoClients.crane(folder);
        String there = image("crane/image");
        crane.run("push", "--insecure", "--index", layout.toString(), there + ":latest");
        crane.run("tag", "--insecure", there + ":latest", "other");
        crane.run("copy", "--insecure", there + ":latest", image("crane/copy") + ":latest");
        Path back = folder.resolve("crane-back");
        crane.run("pull", "--insecure", "--format=oci", there + ":latest", back.toString());

        String pushed = crane.run("digest", "--insecure", there + ":latest");
        assertThat(crane.run("digest", "--insecure", image("crane/copy") + ":latest"))
                .isEqualTo(pushed);
        assertThat(crane.lines("ls", "--insecure", there)).containsExactlyInAnyOrder("latest", "other");
        assertThat(crane.lines("catalog", "--insecure", server.authority())).contains("crane/image", "crane/copy");
        assertSameBlobs(back);

        crane.run("delete", "--insecure", there + ":other");
        assertThat(crane.lines("ls", "--insecure", there)).containsExactly("latest");
        crane.run("delete", "--insecure", there + "@" + pushed);
        assertThat(crane.lines("ls", "--insecure", there)).isEmpty();
    }

    @Test
    @FullBuild
    void orasAttachesAndDiscovers() throws Exception {
        Program oras = GoClients.oras(folder);
        Files.writeString(folder.resolve("note.txt"), "a note");
        String there = image("oras/artifact") + ":one";
        oras.run("push", "--plain-http", there, "note.txt:text/plain");
        oras.run("attach", "--plain-http", "--artifact-type", "application/vnd.example.sbom.v1", there, "note.txt");

        assertThat(oras.run("discover", "--plain-http", there)).contains("application/vnd.example.sbom.v1");
        oras.run("pull", "--plain-http", "-o", "oras-back", there);
        assertThat(folder.resolve("oras-back").resolve("note.txt")).hasContent("a note");
    }

    @Test
    @FullBuild
    void regctlAttachesAndDiscovers() throws Exception {
        Program regctl = GoClients.regctl(folder, "--host", "reg=" + server.authority() + ",tls=disabled");
        String there = image("regctl/image") + ":latest";
        regctl.run("image", "copy", "ocidir://" + layout + ":latest", there);
        Files.writeString(folder.resolve("bill.txt"), "all of it");
        regctl.run(
                "artifact",
                "put",
                "--artifact-type",
                "application/vnd.example.sbom.v1",
                "--subject",
                there,
                "--file",
                "bill.txt");

        assertThat(regctl.run("image", "digest", there)).isEqualTo(digest);
        assertThat(regctl.run("artifact", "list", there)).contains("application/vnd.example.sbom.v1");
        regctl.run("image", "copy", there, "ocidir://" + folder.resolve("regctl-back") + ":latest");
        assertSameBlobs(folder.resolve("regctl-back"));
        regctl.run("tag", "delete", there);
        assertThat(regctl.lines("tag", "ls", image("regctl/image"))).isEmpty();
    }

    private void pullFromLayoutAndPush(Program client, String there) throws IOException, InterruptedException {
        String id = client.lines("pull", "oci:" + layout + ":latest").stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        client.run("tag", id, there);
        client.run("push", "--tls-verify=false", there);
    }

    /** Storage of its own, of the kind that works wherever files do. */
    private String[] storage(String name) {
        return new String[] {
            "--root", folder.resolve(name + "-root").toString(),
            "--runroot", folder.resolve(name + "-run").toString(),
            "--storage-driver", "vfs"
        };
    }

    private String image(String repository) {
        return server.authority() + "/" + repository;
    }

    private void assertSameBlobs(Path other) throws IOException {
        for (Path blob : OciLayout.blobs(layout)) {
            assertThat(other.resolve(layout.relativize(blob)))
                    .as("%s came back", blob)
                    .hasSameBinaryContentAs(blob);
        }
    }
}
