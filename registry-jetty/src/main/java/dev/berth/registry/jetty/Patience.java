package dev.berth.registry.jetty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections of clients that are too slow. Jetty's idle timeout begins anew with each byte, so a client that sends
 * or takes a byte now and then would keep a connection for ever. Looks around every second; holds no thread.
 */
final class Patience extends AbstractLifeCycle {
    /** What a network may lose and find again. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final ServerConnector connector;
    private final ClientLimits limits;
    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();
    private final Set<UnwantedBody> unwanted = ConcurrentHashMap.newKeySet();
    private Map<EndPoint, Long> begunHeaders = Map.of();
    private Scheduler.Task next = () -> true;

    Patience(ServerConnector connector, ClientLimits limits) {
        this.connector = connector;
        this.limits = limits;
    }

    /** Begins to wait for the client to take the next so many bytes of an answer, as long as that may take. */
    void sending(Transfer transfer, int bytes) {
        if (limits.downloadRate() > 0) {
            transfer.begun = NanoTime.now();
            transfer.allowed = GRACE.toNanos() + TimeUnit.SECONDS.toNanos(bytes) / limits.downloadRate();
            transfers.add(transfer);
        }
    }

    /** Waits for it no longer. */
    void sent(Transfer transfer) {
        transfers.remove(transfer);
    }

    /** Begins to wait for the end of a request that has been answered. */
    void dropping(UnwantedBody body) {
        unwanted.add(body);
    }

    /** Waits for it no longer. */
    void dropped(UnwantedBody body) {
        unwanted.remove(body);
    }

    /** How many answers are on their way. */
    int transfers() {
        return transfers.size();
    }

    @Override
    protected synchronized void doStart() {
        next = connector.getScheduler().schedule(this::lookAndGoOn, 1, TimeUnit.SECONDS);
    }

    @Override
    protected synchronized void doStop() {
        next.cancel();
    }

    private void lookAndGoOn() {
        try {
            look(NanoTime.now());
        } finally {
            goOn();
        }
    }

    private synchronized void goOn() {
        if (isRunning()) {
            next = connector.getScheduler().schedule(this::lookAndGoOn, 1, TimeUnit.SECONDS);
        }
    }

    /** Looks once. */
    synchronized void look(long now) {
        transfers.forEach(transfer -> transfer.endIfSlow(now));
        unwanted.forEach(body -> body.endIfSlow(now));
        Map<EndPoint, Long> begun = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = innermost(endPoint.getConnection());
            if (connection instanceof NegotiatingServerConnection) {
                endIfOld(endPoint, now);
            } else if (connection instanceof HttpConnection http && isInHeader(http.getParser())) {
                begun.put(endPoint, http.getParser().getBeginNanoTime());
            }
        }
        begun.forEach((endPoint, since) -> endIfSlow(endPoint, since, now));
        begunHeaders = begun;
    }

    /** Only a header that was seen before: what another thread is about to change may look like anything once. */
    private void endIfSlow(EndPoint endPoint, long since, long now) {
        boolean isSlow = NanoTime.elapsed(since, now) > limits.headerTime().toNanos();
        if (isSlow && Long.valueOf(since).equals(begunHeaders.get(endPoint))) {
            endPoint.close(new TimeoutException("the header takes too long"));
        }
    }

    private void endIfOld(EndPoint endPoint, long now) {
        long ahead = TimeUnit.NANOSECONDS.toMillis(NanoTime.elapsed(NanoTime.now(), now));
        long age = System.currentTimeMillis() + ahead - endPoint.getCreatedTimeStamp();
        if (age > limits.headerTime().toMillis()) {
            endPoint.close(new TimeoutException("the handshake takes too long"));
        }
    }

    /** Inside of TLS, if there is that. */
    static Connection innermost(Connection connection) {
        return connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    }

    private static boolean isInHeader(HttpParser parser) {
        return parser.inHeaderState() && !parser.isStart();
    }
}
