package dev.berth.registry.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a program and a server on this machine, with the faults of a network. Each method determines the
 * behaviour from its call on, for open and new connections. Safe for use by several threads.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final InetSocketAddress server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final int port;
    private volatile Fault fault = Fault.NONE;
    private volatile Loss loss = Loss.NONE;
    private @Nullable ServerSocket listening;

    /**
     * The treatment of bytes of the server.
     *
     * @param silent whether nothing is passed on, in either direction
     * @param reset whether connections are reset on arrival
     * @param delay the delay of each piece of an answer
     * @param left the number of bytes of answers after which a connection is reset
     * @param halfClosed whether the program sees the end of the stream of the server and can still send
     */
    private record Fault(boolean silent, boolean reset, Duration delay, long left, boolean halfClosed) {
        static final Fault NONE = new Fault(false, false, Duration.ZERO, Long.MAX_VALUE, false);
    }

    /** The fate of requests that contain a text. */
    private record Loss(String text, boolean passedOn, AtomicInteger left) {
        static final Loss NONE = new Loss("", false, new AtomicInteger());

        boolean isOf(byte[] bytes, int length) {
            return left.get() > 0
                    && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(text)
                    && left.getAndDecrement() > 0;
        }
    }

    private TcpProxy(InetSocketAddress server) throws IOException {
        this.server = server;
        this.port = listen(0);
    }

    /** A proxy that passes everything on to a port of this machine. */
    public static TcpProxy to(int serverPort) throws IOException {
        return new TcpProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    }

    /** The port to connect to. */
    public int port() {
        return port;
    }

    /** The number of open connections. */
    public int connections() {
        return links.size();
    }

    /** The number of connections accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Passes everything on. */
    public void pass() throws IOException {
        become(Fault.NONE);
        listen(port);
    }

    /** Resets connections, and has new ones refused. */
    public synchronized void refuse() throws IOException {
        if (listening != null) {
            listening.close();
            listening = null;
        }
        resetAll();
    }

    /** Accepts connections and passes on no bytes, also on open connections. */
    public void silence() {
        become(new Fault(true, false, Duration.ZERO, Long.MAX_VALUE, false));
    }

    /** Accepts connections and resets them, also the open ones. */
    public void reset() {
        become(new Fault(false, true, Duration.ZERO, Long.MAX_VALUE, false));
        resetAll();
    }

    /** Passes on the bytes of the server, each piece after this delay. */
    public void delay(Duration time) {
        become(new Fault(false, false, time, Long.MAX_VALUE, false));
    }

    /** Resets each connection after this number of further bytes of the server. */
    public void cutAfter(long bytes) {
        become(new Fault(false, false, Duration.ZERO, bytes, false));
    }

    /** Ends the stream of the server on each connection; the other direction stays open. */
    public void halfClose() {
        become(new Fault(false, false, Duration.ZERO, Long.MAX_VALUE, true));
    }

    /** Passes on requests that contain this text, the next ones, and resets their connections in place of an answer. */
    public void loseAnswers(String text, int requests) {
        loss = new Loss(text, true, new AtomicInteger(requests));
    }

    /** Resets the connections of requests that contain this text, the next ones, which are not passed on. */
    public void loseRequests(String text, int requests) {
        loss = new Loss(text, false, new AtomicInteger(requests));
    }

    private void become(Fault next) {
        fault = next;
        links.forEach(Link::begin);
        synchronized (this) {
            notifyAll();
        }
    }

    private void resetAll() {
        links.forEach(Link::reset);
    }

    private synchronized int listen(int at) throws IOException {
        if (listening == null) {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 512);
            listening = socket;
            run(() -> accept(socket));
        }
        return listening.getLocalPort();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                open(client);
            } catch (IOException e) {
                // closed, or the client is gone already
            }
        }
    }

    private void open(Socket client) throws IOException {
        Link link = new Link(client, new Socket());
        links.add(link);
        if (fault.reset()) {
            link.reset();
            return;
        }
        try {
            link.server.connect(server, 5_000);
        } catch (IOException e) {
            link.reset();
            throw e;
        }
        run(() -> link.pump(client, link.server, false));
        run(() -> link.pump(link.server, client, true));
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }

    /** A connection and its continuation. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private final AtomicLong left = new AtomicLong(fault.left());

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void begin() {
            left.set(fault.left());
            if (fault.halfClosed()) {
                endAnswer();
            }
        }

        private void endAnswer() {
            try {
                client.shutdownOutput();
            } catch (IOException e) {
                reset();
            }
        }

        void pump(Socket from, Socket to, boolean isAnswer) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    awaitSpeech();
                    pass(buffer, read, out, isAnswer);
                }
                awaitSpeech();
                to.shutdownOutput();
                if (isAnswer) {
                    reset();
                }
            } catch (IOException | InterruptedException e) {
                reset();
            }
        }

        private void pass(byte[] buffer, int read, OutputStream out, boolean isAnswer)
                throws IOException, InterruptedException {
            if (!isAnswer) {
                ask(buffer, read, out);
                return;
            }
            Thread.sleep(fault.delay().toMillis());
            int passed = (int) Math.min(read, left.get());
            if (!client.isOutputShutdown()) {
                out.write(buffer, 0, passed);
                out.flush();
            }
            if (left.addAndGet(-passed) <= 0) {
                reset();
            } else if (fault.halfClosed()) {
                endAnswer();
            }
        }

        private void ask(byte[] buffer, int read, OutputStream out) throws IOException {
            Loss now = loss;
            boolean lost = now.isOf(buffer, read);
            if (lost && !now.passedOn()) {
                reset();
                return;
            }
            if (lost) {
                left.set(0);
            }
            out.write(buffer, 0, read);
        }

        private void awaitSpeech() throws InterruptedException {
            synchronized (TcpProxy.this) {
                while (fault.silent() && links.contains(this)) {
                    TcpProxy.this.wait(1_000);
                }
            }
        }

        void reset() {
            links.remove(this);
            close(client);
            close(server);
        }

        private void close(Socket socket) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                return; // it is closed
            }
        }
    }
}
