package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.WaitingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Events in order, and who has them at the moment. Used under the write lock only. */
final class EventLane {
    private static final long NOBODY = 0;

    private final NavigableMap<Long, WaitingEvent> events = new TreeMap<>();
    private Instant due = Instant.MIN;
    private long claim = NOBODY;
    private int attempts;

    void add(WaitingEvent event) {
        events.put(event.id(), event);
    }

    /** All of them, the oldest first. */
    Collection<WaitingEvent> events() {
        return events.values();
    }

    Instant due() {
        return due;
    }

    boolean isDue(Instant now) {
        return !events.isEmpty() && !due.isAfter(now);
    }

    /** Hands it out; how often it has been by now since something was last delivered. */
    int claim(long number, Instant until) {
        claim = number;
        due = until;
        return ++attempts;
    }

    /** Whether that claim is the last one, and not ended. */
    boolean isHeldBy(long number) {
        return claim == number;
    }

    void remove(List<WaitingEvent> gone) {
        gone.forEach(event -> events.remove(event.id()));
    }

    void delivered(Instant now) {
        attempts = 0;
        free(now);
    }

    void free(Instant next) {
        claim = NOBODY;
        due = next;
    }
}
