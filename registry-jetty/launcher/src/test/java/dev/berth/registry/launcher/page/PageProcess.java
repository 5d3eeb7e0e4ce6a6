package dev.berth.registry.launcher.page;

import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A registry in a process of its own, whose CPU time is that of its answers alone. */
record PageProcess(Process process, URI uri) implements AutoCloseable {

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

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
