package dev.berth.registry.acceptance;

import dev.berth.registry.testing.GoProgram;
import java.nio.file.Path;

/** Clients that {@code go} builds. */
final class GoClients {
    private static final String CRANE = "github.com/google/go-containerregistry/cmd/crane@v0.22.1";
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path ORAS_GO =
            TARGET.resolve(Path.of("test-classes", "dev", "berth", "registry", "acceptance", "orasgo"));

    private GoClients() {}

    /** The crane of the machine, or else one that is built. */
    static Program crane(Path folder) {
        Program crane = Program.isThere("crane")
                ? Program.named("crane", folder)
                : Program.built(GoProgram.installed(CRANE, TARGET), folder);
        return crane.where("DOCKER_CONFIG", folder.toString());
    }

    /** A small client on the library of the oras command, in {@code src/test/resources}. */
    static Program onOrasGo(Path folder) {
        return Program.built(GoProgram.built(ORAS_GO, TARGET), folder);
    }
}
