package dev.berth.registry.examples.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that runs as a process of its own until it is closed. Its processor time is read from Linux. */
record ComparedServer(String name, Process process, URI uri) implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final int MICROS_A_TICK = 10_000;

    /** Starts a program, and waits until it answers below {@code path}. */
    static ComparedServer start(String name, List<String> command, int port, String path, Path log)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ComparedServer server = new ComparedServer(name, process, URI.create("http://127.0.0.1:" + port + "/"));
        try {
            server.awaitAnswer(server.uri.resolve(path), log);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(URI address, Path log) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                int status = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                        .statusCode();
                if (status == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(100);
        }
        throw new IOException(name + " does not start: " + Files.readString(log));
    }

    /** The processor time of the process and all below it, ended ones included. */
    long processorMicros() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .mapToLong(ComparedServer::ticks)
                        .sum()
                * MICROS_A_TICK;
    }

    /** Fields of {@code /proc/PID/stat} behind the name of the program: utime, stime, cutime and cstime. */
    private static long ticks(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroy);
    }
}
