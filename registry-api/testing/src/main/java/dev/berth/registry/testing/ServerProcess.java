package dev.berth.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Servers in separate processes, each on a port of this machine; they end with this process. */
public final class ServerProcess {
    private static final int START_SECONDS = 60;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;

    /** Tests run in several processes, which begin in different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private ServerProcess() {}

    /**
     * A port without a listener: for a server to be started, or for an unreachable one. It is below the range of
     * ephemeral ports, so no other process takes it before the server listens.
     */
    public static int freePort() throws IOException {
        for (int i = 0; i < PORTS; i++) {
            int port = FIRST_PORT + Math.floorMod(NEXT.getAndIncrement(), PORTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param log the file for its output
     * @throws IOException when it ends, or does not listen within a minute
     */
    public static Process start(ProcessBuilder command, int port, Path log) throws IOException {
        return start(command, port, log, List.of());
    }

    /** The same, of a server whose folder goes when it ends. */
    public static Process start(ProcessBuilder command, int port, Path log, Path folder) throws IOException {
        return start(command, port, log, List.of(folder));
    }

    private static Process start(ProcessBuilder command, int port, Path log, List<Path> folders) throws IOException {
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folders)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(port)) {
            if (hasEnded(process) || System.nanoTime() > end) {
                throw new IOException("the server did not start; see " + log);
            }
        }
        return process;
    }

    private static void end(Process process, List<Path> folders) {
        process.destroyForcibly()
                .onExit()
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
        folders.forEach(ServerProcess::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static boolean answers(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for the end a little. */
    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
