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

/**
 * A server that runs as a process of its own until it is closed. Its processor time and memory are read from Linux.
 *
 * @param start from the command to the first answer
 */
record ComparedServer(String name, Process process, URI uri, Duration start) implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int KIBI = 1024;
    private static final long POLL = 20;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final int MICROS_A_TICK = 10_000;

    /** Starts a program, and waits until it answers below {@code path}. */
    static ComparedServer start(String name, List<String> command, int port, String path, Path log)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        ComparedServer server = new ComparedServer(name, process, uri, Duration.ZERO);
        try {
            server.awaitAnswer(client, uri.resolve(path), log);
            return new ComparedServer(name, process, uri, Duration.ofNanos(System.nanoTime() - begun));
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

    private void awaitAnswer(HttpClient client, URI address, Path log) throws IOException, InterruptedException {
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
            Thread.sleep(POLL);
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

    /** The largest resident memory of the process so far, without those below it, in MiB. */
    long peakMemory() throws IOException {
        return kibibytes(process.pid(), "status", "VmHWM:") / KIBI;
    }

    /** The memory of the processes below it, of which each shared page counts once, in MiB. */
    long memoryBelow() throws IOException {
        long sum = 0;
        for (ProcessHandle below : process.descendants().toList()) {
            sum += kibibytes(below.pid(), "smaps_rollup", "Pss:");
        }
        return sum / KIBI;
    }

    private static long kibibytes(long pid, String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
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
