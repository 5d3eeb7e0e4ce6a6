package dev.berth.registry.http.limit;

import java.net.InetAddress;
import java.util.Optional;

/** Counts the requests in progress by client. Safe for use by any number of threads. */
public final class RequestCount {
    private final int max;
    private final ClientCounts counts = new ClientCounts();

    /** @param max of one client, 0 for any number */
    public RequestCount(int max) {
        this.max = max;
    }

    public int max() {
        return max;
    }

    /** The number of clients with requests in progress. */
    public int clients() {
        return counts.clients();
    }

    /**
     * Counts a request.
     *
     * @param address empty when the client has none; it may have any number then
     * @return ends the count, to be run once when the answer has been completed; empty, and not counted, when there are
     *     too many
     */
    public Optional<Runnable> begin(Optional<InetAddress> address) {
        if (max == 0 || address.isEmpty()) {
            return Optional.of(() -> {});
        }
        Long client = ClientKey.of(address.get());
        if (counts.add(client) > max) {
            counts.remove(client);
            return Optional.empty();
        }
        return Optional.of(() -> counts.remove(client));
    }
}
