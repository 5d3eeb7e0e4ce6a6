package dev.berth.registry.jetty;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Counts requests, and lets them end when the server stops. An idle connection is closed then: a client learns at once
 * that it has to use another server, rather than from a refusal. HTTP/2 has a frame for that, which Jetty sends. Holds
 * no thread during the wait.
 */
final class Drain extends GracefulHandler {
    private static final long LOOK_MILLIS = 100;
    private static final long FAREWELL_MILLIS = 1000;
    private static final long SILENT_FAREWELL_MILLIS = 50;

    private final ServerConnector connector;
    private volatile List<EndPoint> silent = List.of();

    Drain(ServerConnector connector) {
        this.connector = connector;
        // Jetty would then end each connection that is silent for a second, that of a pausing upload for example.
        connector.setShutdownIdleTimeout(-1);
    }

    /**
     * Notes which connections are silent. Before the stop: it is announced to all of them, and Jetty does so in no
     * particular order with {@link #shutdown}.
     */
    void beforeStop() {
        silent = connector.getConnectedEndPoints().stream()
                .filter(Drain::isSilent)
                .toList();
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        // The connector first: only then do answers announce the end of their connection.
        CompletableFuture<Void> done = CompletableFuture.allOf(connector.shutdown(), super.shutdown());
        silent.forEach(endPoint -> endPoint.setIdleTimeout(SILENT_FAREWELL_MILLIS));
        closeIdleAndGoOn();
        return done;
    }

    /** The number of idle HTTP/1.1 connections. */
    long idle() {
        return idleConnections().count();
    }

    /** Repeatedly: a connection whose answer had begun before the stop is idle only after that answer. */
    private void closeIdleAndGoOn() {
        idleConnections().forEach(Connection::close);
        connector.getConnectedEndPoints().forEach(Drain::hasten);
        if (isRunning()) {
            connector.getScheduler().schedule(this::closeIdleAndGoOn, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The last answer has been sent, and the client has to close too. */
    private static void hasten(EndPoint endPoint) {
        boolean isOver = endPoint.isOutputShutdown() || hasNoStreams(endPoint.getConnection());
        if (isOver && endPoint.getIdleTimeout() > FAREWELL_MILLIS) {
            endPoint.setIdleTimeout(FAREWELL_MILLIS);
        }
    }

    /** An HTTP/2 connection on which no answer can be on its way any more: its client is not waited for. */
    private static boolean isSilent(EndPoint endPoint) {
        return endPoint instanceof IdleTimeout timeout
                && timeout.getIdleFor() >= FAREWELL_MILLIS
                && hasNoStreams(endPoint.getConnection());
    }

    private static boolean hasNoStreams(Connection connection) {
        return Connectors.innermost(connection) instanceof HTTP2Connection http2
                && http2.getSession().getStreams().isEmpty();
    }

    private Stream<Connection> idleConnections() {
        return connector.getConnectedEndPoints().stream()
                .map(EndPoint::getConnection)
                .filter(Drain::isIdle);
    }

    private static boolean isIdle(Connection connection) {
        Connection innermost = Connectors.innermost(connection);
        return innermost instanceof NegotiatingServerConnection
                || (innermost instanceof HttpConnection http && http.getParser().isStart());
    }
}
