package dev.berth.registry.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data folder a command works with. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:REGISTRY_DATA:-${sys:user.home}/.berth}",
            description =
                    "the data folder; REGISTRY_DATA or, unless set, .berth in the home directory (${DEFAULT-VALUE})")
    private Path folder = Path.of(".berth");

    Path folder() {
        return folder.toAbsolutePath();
    }
}
