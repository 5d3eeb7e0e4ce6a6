package dev.berth.registry.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Servers in processes of their own, each on a port of this machine; they end with this one. */
public final class ServerProcess {
    private static final int START_SECONDS = 60;

    private ServerProcess() {}

    /** A port that nobody listens on: of a server to be started, or of one that is not there. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param log where what it says goes
     * @throws IOException when it ends, or does not listen within a minute
     */
    public static void start(ProcessBuilder command, int port, Path log) throws IOException {
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers(port)) {
            if (hasEnded(process) || System.nanoTime() > end) {
                throw new IOException("the server did not start; see " + log);
            }
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
