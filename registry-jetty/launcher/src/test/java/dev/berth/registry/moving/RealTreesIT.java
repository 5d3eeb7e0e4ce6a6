package dev.berth.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.acceptance.GoClients;
import dev.berth.registry.acceptance.SharedStorage;
import dev.berth.registry.launcher.ClassicServer;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Registries of CNCF, filled by real clients, imported, and compared over HTTP: for each repository and each digest the
 * same status, bytes and headers. With {@code -Dberth.tests=all} also distribution 3, and buckets.
 */
class RealTreesIT {
    @TempDir
    Path folder;

    @BeforeEach
    void requirePrograms() {
        ClassicServer.require();
    }

    @Test
    void debiansInADirectory() throws Exception {
        servesTheSame(ClassicServer.DEBIAN, SharedStorage.directory(folder.resolve("tree")));
    }

    @Test
    @FullBuild
    void debiansInABucket() throws Exception {
        servesTheSame(ClassicServer.DEBIAN, SharedStorage.bucket());
    }

    @Test
    @FullBuild
    void distribution3InADirectory() throws Exception {
        servesTheSame(GoClients.distribution(), SharedStorage.directory(folder.resolve("tree")));
    }

    @Test
    @FullBuild
    void distribution3InABucket() throws Exception {
        servesTheSame(GoClients.distribution(), SharedStorage.bucket());
    }

    private void servesTheSame(String program, SharedStorage storage) throws Exception {
        ClassicServer classic = ClassicServer.start(program, folder, """
            storage: {delete: {enabled: true}, redirect: {disable: true}, %s}
            validation: {manifests: {urls: {allow: ['.*']}}}
            """.formatted(storage.classic()));
        ClientPushes.fill(folder.resolve("clients"), classic.uri());
        ClientPushes.deleteListedImage(folder.resolve("clients"), classic.uri());
        ClassicContent content = ClassicContent.in(storage);
        assertThat(content.repositories()).isEqualTo(ClientPushes.NAMES);

        MovedRegistry moved = new MovedRegistry(folder, storage.berth());
        try (RunningServer server = moved.serve()) {
            moved.run("database", "import", "--json");
            assertThat(moved.run("database", "verify", "--deep")).doesNotContain("NOT_AS_IN_SOURCE");
            moved.run("storage", "check");
            compare(classic, server.server().uri(), content);

            moved.run("gc", "run", "--unsafe-delay", "0s");
            compare(classic, server.server().uri(), content);
        }
    }

    private static void compare(ClassicServer classic, URI here, ClassicContent content) throws Exception {
        classic.compare(here, content.repositories());
        Set<String> blobs = new TreeSet<>(content.blobs());
        blobs.addAll(content.manifests());
        for (String name : content.repositories()) {
            for (String manifest : content.manifests()) {
                classic.same(here, name + "/manifests/" + manifest);
            }
            for (String blob : blobs) {
                classic.same(here, name + "/blobs/" + blob);
            }
        }
        String artifact = "oras/artifact";
        String subject = ClassicServer.get(here, artifact + "/manifests/v1")
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElseThrow();
        assertThat(ClassicServer.get(here, artifact + "/referrers/" + subject).body())
                .contains("application/vnd.example.sbom.v1");
    }
}
