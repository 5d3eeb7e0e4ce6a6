package dev.berth.registry.engine.memory;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.events.PendingEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** A number no other claim has. */
    long nextClaim() {
        return ++claims;
    }
}
