package dev.berth.registry.jetty;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections of HTTP/1.1 on which no request begins within the idle timeout. Jetty skips empty lines before a
 * request (RFC 9112, section 2.2), and restarts its idle timeout with each. Silent connections are left to Jetty.
 */
final class EmptyLines {
    private final ServerConnector connector;
    private Map<EndPoint, Wait> before = Map.of();

    EmptyLines(ServerConnector connector) {
        this.connector = connector;
    }

    /** A connection that waits for the next request, with its counts of requests and bytes. */
    private record Wait(long requests, long bytes, long since) {}

    /** Looks once. */
    synchronized void look(long now) {
        Map<EndPoint, Wait> waits = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = Connectors.innermost(endPoint.getConnection());
            if (connection instanceof HttpConnection http && http.getParser().isStart()) {
                Wait wait = wait(before.get(endPoint), http, now);
                waits.put(endPoint, wait);
                if (http.getBytesIn() > wait.bytes) {
                    endIfLong(endPoint, NanoTime.millisElapsed(wait.since, now));
                }
            }
        }
        before = waits;
    }

    private static Wait wait(@Nullable Wait known, HttpConnection http, long now) {
        long requests = http.getMessagesIn();
        return known != null && known.requests == requests ? known : new Wait(requests, http.getBytesIn(), now);
    }

    private static void endIfLong(EndPoint endPoint, long millis) {
        if (endPoint.getIdleTimeout() > 0 && millis > endPoint.getIdleTimeout()) {
            endPoint.close(new TimeoutException("no request within the idle timeout"));
        }
    }
}
