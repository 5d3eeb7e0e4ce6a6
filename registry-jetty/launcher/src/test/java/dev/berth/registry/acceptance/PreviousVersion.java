package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The distribution of an older version: one that was built before, or one built from a revision of this repository. */
final class PreviousVersion {
    /** A folder with a distribution, or a revision that git knows. */
    static final String PROPERTY = "berth.previous";

    private static final int MINUTES = 40;
    private static final Path SOURCES = Path.of("..", "..");

    private PreviousVersion() {}

    /** Its distribution, built in this folder if necessary. */
    static Path distribution(Path folder) throws IOException, InterruptedException {
        String previous = Objects.requireNonNull(System.getProperty(PROPERTY), PROPERTY);
        if (Files.isDirectory(Path.of(previous, "bin"))) {
            return Path.of(previous);
        }
        Path archive = folder.resolve("previous.tar");
        Path sources = Files.createDirectory(folder.resolve("previous"));
        run(SOURCES, "git", "archive", "--output", archive.toAbsolutePath().toString(), previous);
        run(sources, "tar", "-xf", archive.toAbsolutePath().toString());
        run(sources, "./mvnw", "-q", "-B", "-DskipTests", "-Dexec.skip", "-pl", ":registry-launcher", "-am", "package");
        return sources.resolve("registry-jetty/target/registry");
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("previous", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", List.of(command))
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s says: %s", List.of(command), Files.readString(said))
                    .isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
