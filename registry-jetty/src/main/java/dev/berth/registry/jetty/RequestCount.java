package dev.berth.registry.jetty;

import dev.berth.registry.http.Client;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.util.Callback;

/**
 * How many requests of each client are being served. What it knows is bounded by the number of these. Safe for use by
 * any number of threads.
 */
final class RequestCount {
    private final int most;
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

    /** @param most of one client, 0 for any number */
    RequestCount(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** How many clients are being served. */
    int clients() {
        return counts.size();
    }

    /**
     * Counts a request until its answer has been completed.
     *
     * @param address empty when the client has none; it may have any number then
     * @return empty, and not counted, when there are too many
     */
    Optional<ServedRequest> begin(Optional<InetAddress> address, Callback callback) {
        if (most == 0 || address.isEmpty()) {
            return Optional.of(ServedRequest.uncounted(callback));
        }
        Long client = Client.of(address.get());
        if (counts.merge(client, 1, Integer::sum) > most) {
            end(client);
            return Optional.empty();
        }
        return Optional.of(new ServedRequest(callback, () -> end(client)));
    }

    private void end(Long client) {
        counts.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }
}
