package dev.berth.registry.jetty;

import dev.berth.registry.http.limit.PacedBody;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.NanoTime;

/**
 * Ends transfers of slow clients: unread answers, and requests that continue after their answer. Safe for use by any
 * number of threads.
 */
final class SlowClientTimeouts {
    private final int downloadRate;
    private final Set<ResponseProgress> transfers = ConcurrentHashMap.newKeySet();
    private final Set<DiscardedBody> unwanted = ConcurrentHashMap.newKeySet();

    /** @param downloadRate bytes in a second, 0 for any number */
    SlowClientTimeouts(int downloadRate) {
        this.downloadRate = downloadRate;
    }

    /** Starts the time for the client to take the next bytes of an answer, according to their number. */
    void sending(ResponseProgress transfer, int bytes) {
        if (downloadRate > 0) {
            transfer.begun = NanoTime.now();
            transfer.allowed = PacedBody.GRACE.toNanos() + TimeUnit.SECONDS.toNanos(bytes) / downloadRate;
            transfers.add(transfer);
        }
    }

    /** Waits for it no longer. */
    void sent(ResponseProgress transfer) {
        transfers.remove(transfer);
    }

    /** Begins to wait for the end of a request that has been answered. */
    void dropping(DiscardedBody body) {
        unwanted.add(body);
    }

    /** Waits for it no longer. */
    void dropped(DiscardedBody body) {
        unwanted.remove(body);
    }

    /** The number of answers in transfer. */
    int transfers() {
        return transfers.size();
    }

    /** Looks once. */
    void look(long now) {
        transfers.forEach(transfer -> transfer.endIfSlow(now));
        unwanted.forEach(body -> body.look(now));
    }
}
