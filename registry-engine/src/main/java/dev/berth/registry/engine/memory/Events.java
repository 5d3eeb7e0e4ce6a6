package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pending events, by recipient. Used under the write lock only. */
final class Events {
    private final Map<String, EventQueue> byRecipient = new HashMap<>();
    private long ids;
    private long claims;

    /** Records the events of a change of a repository. */
    void add(RepositoryName repository, List<NewEvent> events, Instant now) {
        for (NewEvent event : events) {
            of(event.recipient()).add(repository, new PendingEvent(++ids, now, event.payload()));
        }
    }

    EventQueue of(String recipient) {
        return byRecipient.computeIfAbsent(recipient, EventQueue::new);
    }

    /** The number of events set aside, by recipient. */
    SortedMap<String, Long> setAside() {
        SortedMap<String, Long> counts = new TreeMap<>();
        byRecipient.forEach((recipient, queue) -> counts.put(recipient, queue.asideCount()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    /** A number no other claim has. */
    long nextClaim() {
        return ++claims;
    }
}
