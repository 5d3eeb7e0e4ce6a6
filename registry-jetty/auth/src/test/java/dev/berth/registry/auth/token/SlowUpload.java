package dev.berth.registry.auth.token;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A blob pushed in one request whose body waits for a test: the server has read the header before the body continues.
 */
final class SlowUpload {
    private final Socket socket;
    private final BufferedReader answers;
    private final String token;
    private String content = "";

    SlowUpload(URI server, String token) throws IOException {
        this.socket = new Socket(server.getHost(), server.getPort());
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        this.token = token;
    }

    /** Returns when the server requests the body, so after the request was admitted. */
    void begin(String repository, String newContent) throws IOException {
        content = newContent;
        write("POST /v2/" + repository + "/blobs/uploads/?digest="
                + TestServer.digest(content.getBytes(StandardCharsets.US_ASCII)) + " HTTP/1.1\r\nHost: registry\r\n"
                + "Authorization: Bearer " + token + "\r\nContent-Length: " + content.length()
                + "\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
        String line = answers.readLine();
        if (line == null || !line.contains(" 100 ")) {
            throw new IOException("refused: " + line);
        }
        answers.readLine();
    }

    /** The first line of the answer. */
    String end() throws IOException {
        write(content);
        return String.valueOf(answers.readLine());
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
