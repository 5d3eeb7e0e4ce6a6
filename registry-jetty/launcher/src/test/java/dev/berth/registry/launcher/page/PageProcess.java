package dev.berth.registry.launcher.page;

import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A registry in a process of its own, whose CPU time is that of its answers alone. */
record PageProcess(Process process, URI uri) implements AutoCloseable {
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");
    private static final Duration TICK = Duration.ofMillis(10);

    /** Starts one, with the memory that the distribution has by default. */
    static PageProcess start(Path configuration, Path folder) throws IOException {
        int port = ServerProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                configuration.toString()));
        command.environment().put("REGISTRY_HTTP_ADDR", "127.0.0.1:" + port);
        Process process = ServerProcess.start(command, port, folder.resolve("server.log"));
        return new PageProcess(process, URI.create("http://127.0.0.1:" + port));
    }

    /** The CPU time until now, in steps of some milliseconds. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * The part of it that compiles, which ends when the server is warm, in steps of 10 ms; zero where the system does
     * not tell.
     */
    Duration compilation() throws IOException {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        Duration sum = Duration.ZERO;
        try (Stream<Path> each = Files.list(threads)) {
            for (Path thread : each.toList()) {
                sum = sum.plus(compilation(thread));
            }
        }
        return sum;
    }

    private static Duration compilation(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            String[] counts = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return COMPILER.matcher(stat).find()
                    ? TICK.multipliedBy(Long.parseLong(counts[11]) + Long.parseLong(counts[12]))
                    : Duration.ZERO;
        } catch (IOException e) {
            // The thread has ended since.
            return Duration.ZERO;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
