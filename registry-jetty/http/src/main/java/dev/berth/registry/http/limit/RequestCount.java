package dev.berth.registry.http.limit;

import dev.berth.registry.jetty.ServedRequest;
import java.net.InetAddress;
import java.util.Optional;
import org.eclipse.jetty.util.Callback;

/** How many requests of each client are being served. Safe for use by any number of threads. */
final class RequestCount {
    private final int most;
    private final ClientCounts counts = new ClientCounts();

    /** @param most of one client, 0 for any number */
    RequestCount(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    /** How many clients are being served. */
    int clients() {
        return counts.clients();
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
        Long client = ClientKey.of(address.get());
        if (counts.add(client) > most) {
            counts.remove(client);
            return Optional.empty();
        }
        return Optional.of(new ServedRequest(callback, () -> counts.remove(client)));
    }
}
