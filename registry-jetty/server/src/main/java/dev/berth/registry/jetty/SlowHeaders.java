package dev.berth.registry.jetty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Ends connections whose handshake, or whose next header of HTTP/1.1, takes too long. Jetty's idle timeout begins anew
 * with each byte, so a client that sends one now and then would keep a connection for ever.
 */
final class SlowHeaders {
    private final ServerConnector connector;
    private final Duration longest;
    private Map<EndPoint, Long> begunHeaders = Map.of();
    private Map<EndPoint, Long> begunHandshakes = Map.of();

    SlowHeaders(ServerConnector connector, Duration longest) {
        this.connector = connector;
        this.longest = longest;
    }

    /** Looks once. */
    synchronized void look(long now) {
        Map<EndPoint, Long> begun = new HashMap<>();
        Map<EndPoint, Long> handshakes = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = Connectors.innermost(endPoint.getConnection());
            if (connection instanceof NegotiatingServerConnection) {
                handshakes.put(endPoint, begunHandshakes.getOrDefault(endPoint, now));
            } else if (connection instanceof HttpConnection http && isInHeader(http.getParser())) {
                begun.put(endPoint, http.getParser().getBeginNanoTime());
            }
        }
        begun.forEach((endPoint, since) -> endIfSlow(endPoint, since, now));
        begunHeaders = begun;
        handshakes.forEach((endPoint, since) -> endIfOld(endPoint, since, now));
        begunHandshakes = handshakes;
    }

    /** Only a header that was seen before: what another thread is about to change may look like anything once. */
    private void endIfSlow(EndPoint endPoint, long since, long now) {
        boolean isSlow = NanoTime.elapsed(since, now) > longest.toNanos();
        if (isSlow && Long.valueOf(since).equals(begunHeaders.get(endPoint))) {
            endPoint.close(new TimeoutException("the header takes too long"));
        }
    }

    /** From the first look at it: the time of its creation is that of a clock that may be set. */
    private void endIfOld(EndPoint endPoint, long since, long now) {
        if (NanoTime.elapsed(since, now) > longest.toNanos()) {
            endPoint.close(new TimeoutException("the handshake takes too long"));
        }
    }

    private static boolean isInHeader(HttpParser parser) {
        return parser.inHeaderState() && !parser.isStart();
    }
}
