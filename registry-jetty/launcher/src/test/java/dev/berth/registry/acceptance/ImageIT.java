package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.InstalledPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image of {@code container/Containerfile}, built by buildah without a network on a base of programs of this
 * machine, and run on a read-only file system as its user.
 */
@FullBuild
class ImageIT {
    private static final List<String> BASE = List.of(
            "sh",
            "basename",
            "cat",
            "chown",
            "cksum",
            "dirname",
            "find",
            "grep",
            "id",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "setpriv",
            "sleep",
            "stty",
            "test",
            "touch",
            "tr",
            "uname");
    private static final Image IMAGE = Image.of(1, 100_000);

    @TempDir
    Path folder;

    @Test
    void runsAsItsUserOnReadOnlyFiles() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root mounts the files of an image");
        assumeTrue(InstalledPrograms.has("unshare"), "unshare is not on the path");
        assumeTrue(
                Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods")),
                "jlink of a JDK without its jmods does not run in the base of this test");
        Program buildah = Program.named(
                "buildah",
                folder,
                "--root",
                folder.resolve("root").toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--storage-driver",
                "vfs");
        build(buildah);
        String container = buildah.run("from", "--pull-never", "localhost/registry");
        UnpackedImage image = UnpackedImage.of(buildah, container, volume("10001:10001"));
        assertThat(image.user()).isEqualTo("10001:10001");
        assertHasPreparedFiles(image.root().resolve("opt/registry/prepared"));
        try (RunningServer server = image.start(folder.resolve("registry.log"))) {
            server.client().push("team/app", "v1", IMAGE);
            server.client().assertPulls("team/app", "v1", IMAGE);
            assertThat(run(image, image.healthCheck())).contains("ready");
            assertThat(run(image, List.of("/bin/id", "-u"))).startsWith("10001");
            assertThat(run(
                            image,
                            List.of("/bin/sh", "-c", "touch /tmp/file /opt/file || touch $TMPDIR/file && echo made")))
                    .contains("/tmp/file", "/opt/file", "Read-only file system", "made")
                    .doesNotContain("/var/lib/registry/file");
        } finally {
            buildah.run("umount", "--all");
        }
    }

    /** The folder of an engine's volume, with the owner that the image gives it. */
    private Path volume(String owner) throws Exception {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        assertThat(new ProcessBuilder("chown", owner, volume.toString()).start().waitFor())
                .isZero();
        return volume;
    }

    private static void assertHasPreparedFiles(Path prepared) throws IOException {
        try (Stream<Path> files = Files.list(prepared)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .as("class cache and database of %s", prepared)
                    .anyMatch(name -> name.startsWith("classes-"))
                    .anyMatch(name -> name.startsWith("postgresql-"))
                    .hasSize(2);
        }
    }

    private String run(UnpackedImage image, List<String> command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = image.process(command, output);
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private void build(Program buildah) throws Exception {
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        Path base = Files.createDirectories(folder.resolve("base"));
        RootFileSystem.of(base, BASE)
                .linkedBelow(java.resolve("lib"))
                .script("jlink", "#!/bin/sh\nexec " + java.resolve("bin/jlink") + " \"$@\"\n");
        Path recipe = Files.writeString(folder.resolve("Base"), "FROM scratch\nCOPY . /\n");
        buildah.run("build", "-f", recipe.toString(), "-t", "localhost/base", base.toString());
        Path distribution = Launch.DISTRIBUTION.toRealPath();
        List<String> arguments = new ArrayList<>(List.of("build", "--isolation", "chroot", "--format", "docker"));
        arguments.addAll(List.of("--pull-never", "--layers=false", "-t", "localhost/registry"));
        arguments.addAll(List.of("--build-arg", "JDK=localhost/base", "--build-arg", "BASE=localhost/base"));
        arguments.addAll(
                List.of("-f", distribution.resolve("container/Containerfile").toString()));
        arguments.addAll(RootFileSystem.mounts(java));
        arguments.add(distribution.toString());
        buildah.run(arguments.toArray(String[]::new));
    }
}
