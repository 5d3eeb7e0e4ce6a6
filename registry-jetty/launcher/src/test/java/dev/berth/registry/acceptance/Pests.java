package dev.berth.registry.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that say something, or nothing, stay where they are and listen to no answer. All of them have one address,
 * which no other client here has. For one thread.
 */
final class Pests implements AutoCloseable {
    private static final byte[] ADDRESS = {127, 0, 0, 2};
    private static final int PATIENCE_MILLIS = 20_000;

    private final InetSocketAddress server;
    private final List<Socket> sockets = new ArrayList<>();

    Pests(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** So many connect. */
    void sayNothing(int many) throws IOException {
        for (int i = 0; i < many; i++) {
            connect();
        }
    }

    /** So many say this. */
    void say(int many, String what) throws IOException {
        for (int i = 0; i < many; i++) {
            connect().getOutputStream().write(what.getBytes(US_ASCII));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), 0));
        socket.connect(server, PATIENCE_MILLIS);
        return socket;
    }

    /** All of them end, without a word. */
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
