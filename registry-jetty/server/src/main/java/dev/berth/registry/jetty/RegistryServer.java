package dev.berth.registry.jetty;

import dev.berth.registry.Registry;
import dev.berth.registry.access.AccessController;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.RegistryProtocol;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that listens. Speaks HTTP/1.1 and HTTP/2. Borrows the registry and the access controller: stopping the
 * server closes neither.
 */
public final class RegistryServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryServer.class);

    /** With all connections in use, the idle timeout is divided by this. */
    private static final int CROWDED = 6;

    private final ServerConfig settings;
    private final Server server;
    private final ServerConnector connector;
    private final SlowHeaders headers;
    private final EmptyLines emptyLines;
    private final SlowClientTimeouts timeouts;
    private final ClientConcurrencyLimit shares;
    private final Drain drain;
    private final RequestThreads requests;

    /** A server of the root {@code /v2/} that does not listen yet. */
    public RegistryServer(
            Registry registry, AccessController controller, ProtocolConfig protocol, ServerConfig settings) {
        this(new RegistryProtocol(registry, controller, protocol), settings);
    }

    /** A server that does not listen yet. */
    public RegistryServer(RegistryProtocol protocol, ServerConfig settings) {
        this(protocol, settings, new Handler.Wrapper());
    }

    /**
     * A server that does not listen yet, with a handler of the host around the registry: it receives every request
     * first, and answers it or passes it on.
     */
    public RegistryServer(RegistryProtocol protocol, ServerConfig settings, Handler.Wrapper around) {
        this.settings = settings;
        server = new Server(threads(settings));
        connector = Connectors.of(server, settings);
        server.addConnector(connector);
        headers = new SlowHeaders(connector, settings.limits().headerTime());
        emptyLines = new EmptyLines(connector);
        shares = ClientConcurrencyLimit.of(settings, !usesVirtualThreads(settings));
        requests =
                usesVirtualThreads(settings) ? RequestThreads.ofJetty() : RequestThreads.platform(settings.threads());
        RegistryHandler handler = new RegistryHandler(protocol, settings, shares, requests);
        timeouts = handler.timeouts();
        drain = new Drain(connector);
        around.setHandler(handler);
        drain.setHandler(around);
        server.setHandler(drain);
        server.setErrorHandler(new JsonErrors(timeouts));
        requestLog(settings).ifPresent(server::setRequestLog);
        server.setStopTimeout(settings.drainTimeout().toMillis());
        server.addBean(new PeriodicTask(connector::getScheduler, () -> look(NanoTime.now())));
        limitConnections();
    }

    @SuppressWarnings("ReferenceEquality") // NONE is the one listener that needs no observer
    private static Optional<RequestLog> requestLog(ServerConfig settings) {
        List<RequestLog> logs = new ArrayList<>();
        if (settings.accessLog()) {
            logs.add(new AccessLog());
        }
        if (settings.requestListener() != RequestListener.NONE) {
            logs.add(new RequestObserver(settings.requestListener()));
        }
        return logs.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestLog.Collection(logs.toArray(RequestLog[]::new)));
    }

    private void limitConnections() {
        NetworkConnectionLimit all = new NetworkConnectionLimit(settings.connections(), connector);
        all.setEndPointIdleTimeout(settings.idleTimeout().toMillis() / CROWDED);
        server.addBean(all);
        if (settings.limits().connections() > 0) {
            connector.addBean(new AddressConnections(settings.limits().connections(), settings.trustedProxies()));
        }
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when it cannot, because the port is taken for example
     */
    public RegistryServer start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IOException("cannot listen on " + settings.host() + ":" + settings.port(), e);
        }
        log.info("listening on {}", uri());
        return this;
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException when it does not listen
     */
    public int port() {
        int port = connector.getLocalPort();
        if (port <= 0) {
            throw new IllegalStateException(
                    "the server does not listen: it has no port before start() and after close()");
        }
        return port;
    }

    /** The number of requests in progress. */
    public long running() {
        return drain.getCurrentRequestCount();
    }

    /** The number of responses being sent. */
    int transfers() {
        return timeouts.transfers();
    }

    /** Ends transfers that would be too slow after this further time. */
    void checkTimeouts(Duration later) {
        long then = NanoTime.now() + later.toNanos();
        look(then);
        timeouts.look(then);
    }

    private void look(long now) {
        headers.look(now);
        emptyLines.look(now);
    }

    /** The number of clients with requests in progress. */
    int clients() {
        return shares.clients();
    }

    /** The number of connections. */
    public int connections() {
        return connector.getConnectedEndPoints().size();
    }

    /** The number of idle HTTP/1.1 connections. */
    long idle() {
        return drain.idle();
    }

    /**
     * The address for clients on this machine.
     *
     * @throws IllegalStateException when it does not listen
     */
    public URI uri() {
        String scheme = settings.tls().isPresent() ? "https" : "http";
        String host = settings.host().indexOf(':') < 0 ? settings.host() : "[" + settings.host() + "]";
        return URI.create(scheme + "://" + host + ":" + port());
    }

    /** Stops listening, lets running requests end within the drain time, and breaks off all others. */
    @Override
    public void close() {
        try {
            drain.beforeStop();
            server.stop();
        } catch (Exception e) {
            log.warn("cannot stop the server properly", e);
        } finally {
            requests.close();
        }
    }

    private static QueuedThreadPool threads(ServerConfig settings) {
        QueuedThreadPool threads = new QueuedThreadPool(settings.threads());
        threads.setName("registry-http");
        threads.setIdleTimeout((int) TimeUnit.MINUTES.toMillis(1));
        if (usesVirtualThreads(settings)) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("registry-request-"));
        }
        return threads;
    }

    private static boolean usesVirtualThreads(ServerConfig settings) {
        return switch (settings.virtualThreads()) {
            case AUTO -> VirtualThreads.areSupported();
            case ON -> true;
            case OFF -> false;
        };
    }
}
