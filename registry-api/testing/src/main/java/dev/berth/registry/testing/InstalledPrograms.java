package dev.berth.registry.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs on the path of this process. */
public final class InstalledPrograms {
    private InstalledPrograms() {}

    /** True when a program of this name is on the path and may be executed. */
    public static boolean has(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
