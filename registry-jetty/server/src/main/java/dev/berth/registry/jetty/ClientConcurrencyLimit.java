package dev.berth.registry.jetty;

import dev.berth.registry.http.limit.RequestCount;
import java.util.Optional;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps a client from having all there is to serve requests with. A request whose body the registry reads holds a
 * thread for as long as the client takes, so those are counted apart: where threads are few a client has half of them.
 * Others hold memory while their answers are on the way.
 */
final class ClientConcurrencyLimit {
    private final RequestCount asking;
    private final RequestCount sending;

    private ClientConcurrencyLimit(int asking, int sending) {
        this.asking = new RequestCount(asking);
        this.sending = new RequestCount(sending);
    }

    /** @param threadsAreFew whether a request holds one of {@link ServerConfig#threads} */
    static ClientConcurrencyLimit of(ServerConfig settings, boolean threadsAreFew) {
        int most = settings.limits().requests();
        return new ClientConcurrencyLimit(most, threadsAreFew ? Math.min(most, settings.threads() / 2) : most);
    }

    /** No limit for any client. */
    static ClientConcurrencyLimit unlimited() {
        return new ClientConcurrencyLimit(0, 0);
    }

    /** Counts a request until its answer has been completed; empty, and not counted, when its client has too many. */
    Optional<ServedRequest> begin(Exchange exchange, Callback callback) {
        RequestCount count = isSending(exchange.method()) ? sending : asking;
        return count.begin(exchange.clientAddress()).map(end -> new ServedRequest(callback, end));
    }

    /** The most requests with a body at a time. */
    int mostSending() {
        return sending.max();
    }

    /** The number of clients with requests in service, counting both kinds of requests. */
    int clients() {
        return asking.clients() + sending.clients();
    }

    /** True when there may be a body to read: a length is not always announced. */
    private static boolean isSending(String method) {
        return switch (method) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
    }
}
