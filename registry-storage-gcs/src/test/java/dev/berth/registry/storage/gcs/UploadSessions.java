package dev.berth.registry.storage.gcs;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The progress of each resumable session. Google's store answers a query for it; the emulator ends the session then.
 */
final class UploadSessions {
    private static final Pattern ID = Pattern.compile("[?&]upload_id=([^&]+)");
    private static final int OK = 200;
    private static final int GO_ON = 308;
    private static final Answer NOTHING_YET = new Answer(GO_ON, Map.of(), new byte[0]);

    private final Map<String, Answer> latest = new ConcurrentHashMap<>();

    /** The answer to a query for the progress of a session; empty for other requests. */
    Optional<Answer> stateOf(HttpExchange exchange) {
        boolean asks = "bytes */*".equals(exchange.getRequestHeaders().getFirst("Content-Range"));
        return asks ? session(exchange).map(id -> latest.getOrDefault(id, NOTHING_YET)) : Optional.empty();
    }

    /** Remembers the answer of the emulator. */
    void note(HttpExchange exchange, Answer answer) {
        if (answer.status() == OK || answer.status() == GO_ON) {
            session(exchange).ifPresent(id -> latest.put(id, answer));
        }
    }

    private static Optional<String> session(HttpExchange exchange) {
        Matcher id = ID.matcher(exchange.getRequestURI().toString());
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }
}
