package dev.berth.registry.acceptance;

import dev.berth.registry.testing.GoProgram;
import java.nio.file.Path;

/** Clients that {@code go} builds. */
final class GoClients {
    private static final String CRANE = "github.com/google/go-containerregistry/cmd/crane@v0.22.1";
    private static final String ORAS = "oras.land/oras/cmd/oras@v1.3.6";
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private GoClients() {}

    /** The crane of the machine, or else one that is built. */
    static Program crane(Path folder) {
        return client("crane", CRANE, folder);
    }

    /** The oras of the machine, or else one that is built. */
    static Program oras(Path folder) {
        return client("oras", ORAS, folder);
    }

    /** With its logins in the folder. */
    private static Program client(String name, String module, Path folder) {
        Program client = Program.isThere(name)
                ? Program.named(name, folder)
                : Program.built(GoProgram.installed(module, TARGET), folder);
        return client.where("DOCKER_CONFIG", folder.toString());
    }
}
