package dev.berth.registry.examples.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of the distribution, as a process. Linux only. */
record Node(Process process, URI uri) implements AutoCloseable {
    private static final int START_SECONDS = 180;

    /** Starts it and waits until it answers. */
    static Node start(Path distribution, Path folder, String name, String database)
            throws IOException, InterruptedException {
        int port = freePort();
        Path file = Files.writeString(
                folder.resolve(name + ".yml"), """
            version: 0.1
            log: {level: warn, accesslog: {disabled: true}}
            http: {addr: '127.0.0.1:%d'}
            storage: {filesystem: {rootdirectory: '%s', durable: false}}
            database: %s
            gc: {reviewafter: 1m}
            """.formatted(port, folder.resolve("blobs"), database));
        Process process = new ProcessBuilder(
                        distribution.resolve("bin/registry").toString(), "serve", "--migrate", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        Node node = new Node(process, URI.create("http://127.0.0.1:" + port + "/"));
        try {
            node.awaitAnswer(folder.resolve(name + ".log"));
            return node;
        } catch (IOException | InterruptedException e) {
            node.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("v2/")).build();
        for (int i = 0; i < START_SECONDS && process.isAlive(); i++) {
            try {
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(1_000);
        }
        throw new IOException("a server does not start: " + Files.readString(log));
    }

    /** Its resident memory, in MiB. */
    long memory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line ->
                                    Long.parseLong(List.of(line.split("\\s+")).get(1)))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
