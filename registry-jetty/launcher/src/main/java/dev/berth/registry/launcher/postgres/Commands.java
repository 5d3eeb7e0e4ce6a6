package dev.berth.registry.launcher.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs programs of the system that end by themselves. */
final class Commands {
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

    private Commands() {}

    /** The result of a program: standard output and error together, and its exit code. */
    record Outcome(int status, String output) {}

    static Outcome run(Path directory, List<String> command) throws IOException {
        return run(directory, command, "");
    }

    /** Runs a program with a short input, which is written before its output is read. */
    static Outcome run(Path directory, List<String> command, String input) throws IOException {
        Process process = builder(directory, command).start();
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Outcome(process.onExit().join().exitValue(), output);
    }

    /**
     * A process with standard output and error together, and of the environment only what programs of the system need:
     * the launcher's holds the secrets of its configuration, and variables of PostgreSQL that are for other servers.
     */
    static ProcessBuilder builder(Path directory, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        return builder;
    }

    /**
     * The same command in a separate session, out of reach of the signals a terminal sends to its process group: after
     * Ctrl-C the database is needed until the last request has been answered. The process id stays that of the command.
     */
    static List<String> inOwnSession(List<String> command) {
        List<String> all = new ArrayList<>();
        if (has("setsid")) {
            all.add("setsid");
        } else if (has("perl")) {
            all.addAll(List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec { $ARGV[0] } @ARGV", "--"));
        }
        all.addAll(command);
        return all;
    }

    /** True when a program of this name is on the path. */
    static boolean has(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Sends a signal that Java has no name for. */
    static void signal(String name, long process) throws IOException {
        run(Path.of("/"), List.of("sh", "-c", "kill -" + name + " \"$1\"", "sh", Long.toString(process)));
    }
}
