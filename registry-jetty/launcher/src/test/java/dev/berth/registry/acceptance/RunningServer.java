package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The launcher's process, and whatever it has started. */
final class RunningServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final Process process;
    private final int port;
    private final Path log;

    private RunningServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Waits until it answers; ends it when it does not. */
    static RunningServer awaiting(Process process, int port, Path log) {
        RunningServer server = new RunningServer(process, port, log);
        try {
            Awaitility.await("the server answers")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("the server has ended", () -> !process.isAlive())
                    .until(() -> server.client().answers());
        } catch (RuntimeException e) {
            server.close();
            throw new AssertionError("the server does not answer; it says: " + server.says(), e);
        }
        return server;
    }

    Client client() {
        return new Client(uri());
    }

    URI uri() {
        return URI.create("http://" + authority());
    }

    /** Host and port, as an image's name begins. */
    String authority() {
        return "127.0.0.1:" + port;
    }

    String says() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server like a crash: kill -9. Its child processes are left running. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** Ends the database as a crash does. */
    void killDatabase() {
        List<ProcessHandle> databases = databases();
        assertThat(databases).as("PostgreSQL among the server's children").isNotEmpty();
        databases.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks it to stop (SIGTERM) and waits until it has. */
    void stop() throws InterruptedException {
        List<ProcessHandle> databases = databases();
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("stops when it is told to")
                .isTrue();
        assertThat(databases).as("PostgreSQL ends with the server").noneMatch(ProcessHandle::isAlive);
    }

    private List<ProcessHandle> databases() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
                .toList();
    }

    /** Ends whatever still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
