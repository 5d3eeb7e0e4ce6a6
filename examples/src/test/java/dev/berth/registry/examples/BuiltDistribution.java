package dev.berth.registry.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The distribution that the build of the launcher made. */
public final class BuiltDistribution {
    private static final Path FOLDER = Path.of("..", "registry-jetty", "target", "registry");

    private BuiltDistribution() {}

    /** Its folder; a test is skipped without it. */
    public static Path require() {
        assumeTrue(Files.exists(FOLDER), "the distribution is not built");
        return FOLDER;
    }
}
