package dev.berth.registry.jetty;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends the given bytes unchanged, which regular clients refuse to do. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(RegistryServer server) throws IOException {
        this(server.port());
    }

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A complete answer. */
    static final class Answer {
        private final List<String> header;
        private final byte[] body;

        Answer(List<String> header, byte[] body) {
            this.header = header;
            this.body = body;
        }

        int status() {
            String line = header.get(0);
            return Integer.parseInt(line.substring(line.indexOf(' ') + 1).substring(0, 3));
        }

        List<String> header() {
            return header;
        }

        byte[] body() {
            return body;
        }

        String field(String name) {
            return header.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("(none)");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public RawClient say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The same, repeated. */
    RawClient sayAgain(int times, byte[] bytes) throws IOException {
        for (int i = 0; i < times; i++) {
            say(bytes);
        }
        return this;
    }

    /** The same, repeated, each as a chunk of a body of unknown length. */
    RawClient sayChunks(int times, byte[] bytes) throws IOException {
        for (int i = 0; i < times; i++) {
            say(Integer.toHexString(bytes.length) + "\r\n").say(bytes).say("\r\n");
        }
        return this;
    }

    /** One answer to a request other than HEAD. */
    Answer hear() throws IOException {
        List<String> header = head();
        int length = header.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new Answer(header, in.readNBytes(length));
    }

    /** All answers until the server closes, none of them to a HEAD. */
    List<Answer> hearAll() throws IOException {
        List<Answer> answers = new ArrayList<>();
        in.mark(1);
        while (in.read() >= 0) {
            in.reset();
            answers.add(hear());
            in.mark(1);
        }
        return answers;
    }

    /** Reads until the server closes. */
    void hearToTheEnd() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Ends its output. */
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** One answer to a HEAD. */
    Answer hearHead() throws IOException {
        List<String> header = head();
        return new Answer(header, new byte[0]);
    }

    /** Reads a little, to be slow. */
    int read(byte[] buffer) throws IOException {
        return in.read(buffer);
    }

    /** Reads this number of bytes, fewer at the end. */
    byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    /** True when the server has sent everything and has closed. */
    boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    /** Closes at once, so that the server sees a reset rather than an end. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private List<String> head() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = line();
        while (!line.isEmpty()) {
            lines.add(line);
            line = line();
        }
        return lines;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\n') {
            if (b < 0) {
                throw new IOException("the server closed after " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
            b = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
