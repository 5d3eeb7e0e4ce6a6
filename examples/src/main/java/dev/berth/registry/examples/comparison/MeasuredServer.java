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
public record MeasuredServer(String name, Process process, URI uri, Duration start) implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(40);
    private static final int KIBI = 1024;
    private static final long POLL = 20;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final int MICROS_A_TICK = 10_000;

    /** Starts a program, and waits until it answers below {@code path}. */
    public static MeasuredServer start(String name, List<String> command, int port, String path, Path log)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!answers(process, client, uri.resolve(path))) {
                throw new IOException(name + " does not start: " + Files.readString(log));
            }
            return new MeasuredServer(name, process, uri, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException | InterruptedException e) {
            end(process);
            throw e;
        }
    }

    /** A port that no program listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(Process process, HttpClient client, URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(POLL);
        }
        return false;
    }

    /** The processor time of the process and all below it, ended ones included. */
    long processorMicros() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .mapToLong(MeasuredServer::ticks)
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

    /** The resident memory of the process, without those below it, in MiB. */
    public long memory() throws IOException {
        return kibibytes(process.pid(), "status", "VmRSS:") / KIBI;
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
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroy);
    }
}
