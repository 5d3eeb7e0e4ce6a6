package dev.berth.registry.jetty;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/** An answer on its way to a client that has to take it in time. Time spent on anything else does not count. */
final class Transfer {
    private final Optional<Patience> patience;
    private final EndPoint endPoint;
    volatile long begun;
    volatile long allowed;

    /** @param patience empty where a client may take as long as it likes */
    Transfer(Optional<Patience> patience, Request request) {
        this.patience = patience;
        this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    }

    void sending(int bytes) {
        patience.ifPresent(ends -> ends.sending(this, bytes));
    }

    void sent() {
        patience.ifPresent(ends -> ends.sent(this));
    }

    void endIfSlow(long now) {
        if (NanoTime.elapsed(begun, now) > allowed) {
            endPoint.close(new TimeoutException("the client takes too little"));
        }
    }
}
