package dev.berth.registry.storage.gcs;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far each resumable session has come. Google's store says so when it is asked; the emulator ends the session then. */
final class UploadSessions {
    private static final Pattern ID = Pattern.compile("[?&]upload_id=([^&]+)");
    private static final int OK = 200;
    private static final int GO_ON = 308;
    private static final Answer NOTHING_YET = new Answer(GO_ON, Map.of(), new byte[0]);

    private final Map<String, Answer> latest = new ConcurrentHashMap<>();

    /** The answer to who asks how far a session has come; empty when the request is another. */
    Optional<Answer> stateOf(HttpExchange exchange) {
        boolean asks = "bytes */*".equals(exchange.getRequestHeaders().getFirst("Content-Range"));
        return asks ? session(exchange).map(id -> latest.getOrDefault(id, NOTHING_YET)) : Optional.empty();
    }

    /** Remembers what the emulator says. */
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
