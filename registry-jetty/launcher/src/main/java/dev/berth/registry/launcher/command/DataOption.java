package dev.berth.registry.launcher.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The data folder of a command. */
public final class DataOption {
    private static final String NAME = ".berth";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder (default: REGISTRY_DATA, else " + NAME + " in the home directory).")
    private Optional<Path> folder = Optional.empty();

    /** The folder, absolute; it need not exist. */
    public Path folder() {
        return folder.orElseGet(() -> usual(System.getenv())).toAbsolutePath();
    }

    private static Path usual(Map<String, String> environment) {
        String data = environment.getOrDefault("REGISTRY_DATA", "");
        if (!data.isBlank()) {
            return Path.of(data);
        }
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), NAME);
    }
}
