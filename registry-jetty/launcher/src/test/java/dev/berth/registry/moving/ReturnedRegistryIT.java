package dev.berth.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.acceptance.GoClients;
import dev.berth.registry.acceptance.Program;
import dev.berth.registry.acceptance.SharedStorage;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.launcher.ClassicServer;
import dev.berth.registry.launcher.RandomPushes;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.testing.FullBuild;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back after the end of the move: real clients push here, and pull everything from the old registry. */
class ReturnedRegistryIT {
    private static final int OPERATIONS = 60;
    private static final List<String> MOVED = List.of("moved/app", "moved/app/below");

    @TempDir
    Path folder;

    @BeforeEach
    void requirePrograms() {
        ClassicServer.require();
    }

    @Test
    void clientsPullFromADirectory() throws Exception {
        goBack(SharedStorage.directory(folder.resolve("tree")));
    }

    @Test
    @FullBuild
    void clientsPullFromABucket() throws Exception {
        goBack(SharedStorage.bucket());
    }

    private void goBack(SharedStorage storage) throws Exception {
        ClassicServer before = start(storage);
        new RandomPushes(before.uri(), 1).run(MOVED, 20);
        new RandomPushes(before.uri(), 2).run(List.of("moved/gone"), 0);
        MovedRegistry moved = new MovedRegistry(folder, storage.berth());
        Set<String> names = new TreeSet<>(ClientPushes.NAMES);
        names.addAll(MOVED);
        try (RunningServer server = moved.serve()) {
            URI here = server.server().uri();
            moved.run("database", "import");
            moved.run("database", "import", "finish");
            ClientPushes.fill(folder.resolve("clients"), here);
            RandomPushes pushes =
                    new RandomPushes(here, Seed.of(getClass()).random().nextLong());
            pushes.run(MOVED, OPERATIONS);
            Program.named("skopeo", folder)
                    .run("delete", "--tls-verify=false", "docker://" + here.getAuthority() + "/moved/gone:first");
            moved.run("gc", "run", "--unsafe-delay", "0s");
            moved.run("database", "export");
            pushes.run(MOVED, OPERATIONS / 4);
            moved.run("database", "export");

            ClassicServer after = start(storage);
            for (String name : names) {
                after.compareTags(here, name);
            }
            pullAll(after, names);
            assertThat(ClassicServer.get(after.uri(), "moved/gone/manifests/first")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private ClassicServer start(SharedStorage storage) throws Exception {
        return ClassicServer.start(ClassicServer.DEBIAN, folder, """
            storage: {delete: {enabled: true}, redirect: {disable: true}, %s}
            validation: {manifests: {urls: {allow: ['.*']}}}
            """.formatted(storage.classic()));
    }

    /** The tag of the foreign layer has content that only its URL has. */
    private void pullAll(ClassicServer registry, Set<String> names) throws Exception {
        Program crane = GoClients.crane(folder);
        Program skopeo = Program.named("skopeo", folder, "--insecure-policy", "copy", "--all");
        for (String name : names) {
            String repository = registry.uri().getAuthority() + "/" + name;
            for (String tag : crane.lines("ls", "--insecure", repository)) {
                if (!name.equals("crane/foreign")) {
                    crane.run(
                            "pull",
                            "--insecure",
                            "--format=oci",
                            repository + ":" + tag,
                            folder.resolve("crane").toString());
                }
                if (name.startsWith("team/") || name.startsWith("schema2/")) {
                    skopeo.run(
                            "--src-tls-verify=false",
                            "docker://" + repository + ":" + tag,
                            "dir:" + Files.createTempDirectory(folder, "pulled"));
                }
            }
        }
    }
}
