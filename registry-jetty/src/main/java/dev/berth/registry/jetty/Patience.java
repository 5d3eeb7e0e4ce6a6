package dev.berth.registry.jetty;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.NanoTime;

/**
 * Ends what clients are too slow with: answers they do not take, and requests that go on after their answer. Safe for
 * use by any number of threads.
 */
final class Patience {
    /** What a network may lose and find again. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final int downloadRate;
    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();
    private final Set<UnwantedBody> unwanted = ConcurrentHashMap.newKeySet();

    /** @param downloadRate bytes in a second, 0 for any number */
    Patience(int downloadRate) {
        this.downloadRate = downloadRate;
    }

    /** Begins to wait for the client to take the next so many bytes of an answer, as long as that may take. */
    void sending(Transfer transfer, int bytes) {
        if (downloadRate > 0) {
            transfer.begun = NanoTime.now();
            transfer.allowed = GRACE.toNanos() + TimeUnit.SECONDS.toNanos(bytes) / downloadRate;
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

    /** Looks once. */
    void look(long now) {
        transfers.forEach(transfer -> transfer.endIfSlow(now));
        unwanted.forEach(body -> body.look(now));
    }
}
