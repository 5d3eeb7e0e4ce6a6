package dev.berth.registry.examples.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.testing.BuildServer;
import dev.berth.registry.testing.InstalledPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Skopeo with a home folder of its own: logins and settings of the user who runs the tests are not read. */
final class Skopeo {
    private static final long MINUTES = 3;
    private final Path folder;

    private Skopeo(Path folder) {
        this.folder = folder;
    }

    /** Skips the test on a machine without skopeo, unless that is a build server. */
    static Skopeo in(Path folder) {
        assumeTrue(InstalledPrograms.has("skopeo") || BuildServer.isThis(), "skopeo is not on the path");
        return new Skopeo(folder);
    }

    /** Pushes an image of a layout to a registry, pulls it into another layout and compares the two. */
    void pushAndPull(String authority) throws IOException, InterruptedException {
        Path pushed = folder.resolve("pushed");
        Path pulled = folder.resolve("pulled");
        String image = "docker://" + authority + "/examples/mounted:1";
        String digest = OciLayout.write(pushed, "1");
        run("copy", "--preserve-digests", "--dest-tls-verify=false", "oci:" + pushed + ":1", image);
        run("copy", "--preserve-digests", "--src-tls-verify=false", image, "oci:" + pulled + ":1");
        assertThat(pulled.resolve("blobs/sha256").resolve(digest)).exists();
        assertThat(blobs(pulled)).containsExactlyInAnyOrderElementsOf(blobs(pushed));
    }

    private static List<Path> blobs(Path layout) throws IOException {
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            return blobs.map(Path::getFileName).toList();
        }
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("skopeo.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Path logins = Files.writeString(folder.resolve("logins.json"), "{}");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        builder.environment().put("REGISTRY_AUTH_FILE", logins.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s says: %s", command, Files.readString(output))
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
