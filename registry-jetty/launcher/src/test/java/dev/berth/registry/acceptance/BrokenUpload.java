package dev.berth.registry.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A PATCH that announces more than it sends. The server has what was sent, as far as the network has brought it. */
final class BrokenUpload implements AutoCloseable {
    private final Socket socket;

    private BrokenUpload(Socket socket) {
        this.socket = socket;
    }

    /** Sends all bytes but the last one and keeps the connection open. */
    static BrokenUpload begin(URI session, byte[] bytes) throws IOException {
        Socket socket = new Socket(session.getHost(), session.getPort());
        OutputStream request = socket.getOutputStream();
        String head = "PATCH " + session.getRawPath() + query(session) + " HTTP/1.1\r\nHost: " + session.getAuthority()
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        request.write(head.getBytes(StandardCharsets.US_ASCII));
        request.write(bytes, 0, bytes.length - 1);
        request.flush();
        return new BrokenUpload(socket);
    }

    private static String query(URI session) {
        return session.getRawQuery() == null ? "" : "?" + session.getRawQuery();
    }

    /** Breaks the connection off. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
