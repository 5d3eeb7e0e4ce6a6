package dev.berth.registry.acceptance;

import java.nio.file.Path;

/** Clients that {@code go} builds. */
public final class GoClients {
    private static final String CRANE = "github.com/google/go-containerregistry/cmd/crane@v0.22.1";
    private static final String ORAS = "oras.land/oras/cmd/oras@v1.3.6";
    private static final String REGCTL = "github.com/regclient/regclient/cmd/regctl@v0.11.7";

    private static final String DISTRIBUTION = "github.com/distribution/distribution/v3/cmd/registry@v3.1.2";

    private GoClients() {}

    /** The path of CNCF's registry, which is built. */
    public static String distribution() {
        return Program.path(DISTRIBUTION).toString();
    }

    /** The crane of the machine, or else one that is built. */
    public static Program crane(Path folder) {
        return client("crane", CRANE, folder);
    }

    /** The oras of the machine, or else one that is built. */
    public static Program oras(Path folder) {
        return client("oras", ORAS, folder);
    }

    /** The regctl of the machine, or else one that is built; always with these arguments. */
    static Program regctl(Path folder, String... always) {
        return client("regctl", REGCTL, folder, always)
                .where("REGCTL_CONFIG", folder.resolve("regctl.json").toString());
    }

    /** With its logins in the folder. */
    private static Program client(String name, String module, Path folder, String... always) {
        Program client =
                Program.isThere(name) ? Program.named(name, folder, always) : Program.built(module, folder, always);
        return client.where("DOCKER_CONFIG", folder.toString());
    }
}
