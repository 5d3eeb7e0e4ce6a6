package dev.berth.registry.http.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of clients. The memory is bounded by the number of counted items. Safe for use by any number of threads. */
public final class ClientCounts {
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

    /** Adds one, and answers the new count of the client. */
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
