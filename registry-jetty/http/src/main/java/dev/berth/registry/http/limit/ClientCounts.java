package dev.berth.registry.http.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many of something each client has. What it knows is bounded by the number of these. Safe for use by any number of
 * threads.
 */
public final class ClientCounts {
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more, and answers how many the client has now. */
    public int add(Long client) {
        return counts.merge(client, 1, Integer::sum);
    }

    public void remove(Long client) {
        counts.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }

    /** The number of clients with a count. */
    int clients() {
        return counts.size();
    }
}
