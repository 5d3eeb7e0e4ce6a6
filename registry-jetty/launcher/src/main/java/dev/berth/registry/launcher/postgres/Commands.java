package dev.berth.registry.launcher.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs programs of the system that end by themselves. */
final class Commands {
    private Commands() {}

    /** What the program said, standard output and error together, and how it ended. */
    record Outcome(int status, String output) {}

    static Outcome run(Path directory, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Outcome(process.onExit().join().exitValue(), output);
    }

    /** Whether a program of this name is on the path. */
    static boolean has(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Sends a signal that Java has no name for. */
    static void signal(String name, long process) throws IOException {
        run(Path.of("/"), List.of("sh", "-c", "kill -" + name + " \"$1\"", "sh", Long.toString(process)));
    }
}
