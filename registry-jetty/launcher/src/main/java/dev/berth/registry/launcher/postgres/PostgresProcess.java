package dev.berth.registry.launcher.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server process, its log and its end. */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger("dev.berth.registry.postgresql");
    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 10;
    private static final String READY = "database system is ready to accept connections";

    private final Process process;
    private final Path directory;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile String lastTrouble = "without output";

    private PostgresProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Starts a server and waits until it accepts connections, after a crash until its recovery. */
    static PostgresProcess start(Path directory, List<String> command) throws IOException {
        Process process =
                Commands.builder(directory, Commands.inOwnSession(command)).start();
        PostgresProcess server = new PostgresProcess(process, directory);
        Thread reader = new Thread(server::log, "postgresql-log");
        reader.setDaemon(true);
        reader.start();
        endWithUs(process.pid());
        server.awaitReady();
        Optional<Long> started = processId(directory);
        if (started.isPresent() && started.get() != process.pid()) {
            endWithUs(started.get());
        }
        return server;
    }

    /**
     * Ends a server that a killed launcher left running, and forgets a process id that belongs to another process now.
     */
    static void endOrphan(Path directory) throws IOException {
        Optional<ProcessHandle> owner = processId(directory).flatMap(ProcessHandle::of);
        if (owner.isEmpty()) {
            return;
        }
        boolean isPostgres = owner.get()
                .info()
                .command()
                .map(path -> path.endsWith("/postgres"))
                .orElse(false);
        if (isPostgres) {
            LOG.info(
                    "stopping PostgreSQL process {} of an earlier run",
                    owner.get().pid());
            if (!end(owner.get())) {
                throw new IOException("PostgreSQL process " + owner.get().pid() + " does not end");
            }
        } else {
            Files.deleteIfExists(pidFile(directory));
        }
    }

    /** Ends the server and waits for it: sessions are closed, and committed data is on disk. False if it runs on. */
    boolean stop() {
        stopping = true;
        try {
            return end(processId(directory).flatMap(ProcessHandle::of).orElseGet(process::toHandle));
        } catch (IOException e) {
            LOG.warn("cannot shut down PostgreSQL; it recovers at the next start", e);
            process.destroyForcibly();
            return !process.isAlive();
        }
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A server that hangs is killed with its processes, the first one first: it starts others again. */
    private static boolean end(ProcessHandle server) throws IOException {
        Commands.signal("INT", server.pid());
        if (hasEnded(server)) {
            return true;
        }
        LOG.warn(
                "PostgreSQL process {} did not shut down within {} s and is killed; it recovers at the next start",
                server.pid(),
                STOP_SECONDS);
        List<ProcessHandle> others = server.descendants().toList();
        server.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
        return hasEnded(server);
    }

    private static boolean hasEnded(ProcessHandle server) {
        try {
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !server.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !server.isAlive();
        }
    }

    private static Optional<Long> processId(Path directory) throws IOException {
        Path file = pidFile(directory);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream().findFirst().map(line -> Math.abs(Long.parseLong(line.strip())));
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("postmaster.pid");
    }

    private void awaitReady() throws IOException {
        CompletableFuture<Boolean> ended = process.onExit().thenApply(process -> false);
        try {
            if (ready.applyToEither(ended, isReady -> isReady).get(START_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            throw new IOException("PostgreSQL did not start: " + lastTrouble);
        } catch (TimeoutException e) {
            process.destroy();
            throw new IOException("PostgreSQL did not start within " + START_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("PostgreSQL did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted while PostgreSQL started", e);
        }
    }

    /**
     * Starts a shell that waits for its input to end, which happens when the launcher ends, even by kill -9, and then
     * ends the server. It begins before the server is ready, so that an interrupted start leaves nothing behind.
     */
    private static void endWithUs(long server) throws IOException {
        String script = "trap '' INT TERM HUP; read -r _; kill -INT \"$1\" 2>/dev/null";
        List<String> command = Commands.inOwnSession(List.of("sh", "-c", script, "sh", Long.toString(server)));
        Commands.builder(Path.of("/"), command)
                .redirectErrorStream(false)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void log() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            lines.lines().forEach(this::log);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the log of PostgreSQL ended", e);
        }
    }

    private void log(String line) {
        if (line.contains(READY)) {
            ready.complete(true);
        }
        // An ERROR concerns a statement, and is reported by its client.
        boolean isTrouble = line.startsWith("FATAL") || line.startsWith("PANIC") || line.startsWith("WARNING");
        if (isTrouble && !stopping) {
            lastTrouble = line;
            LOG.warn("{}", line);
        } else {
            LOG.debug("{}", line);
        }
    }
}
