package dev.berth.registry.engine.memory;

import dev.berth.registry.spi.events.PendingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Events in order, and their current claim. Used under the write lock only. */
final class EventLane {
    private static final long NONE = 0;

    private final NavigableMap<Long, PendingEvent> events = new TreeMap<>();
    private Instant due = Instant.MIN;
    private long claim = NONE;
    private int attempts;

    void add(PendingEvent event) {
        events.put(event.id(), event);
    }

    /** All of them, the oldest first. */
    Collection<PendingEvent> events() {
        return events.values();
    }

    Instant due() {
        return due;
    }

    /** A free lane without a failure is always due: its time is that of a clock that may have been set since. */
    boolean isDue(Instant now) {
        return !events.isEmpty() && (!due.isAfter(now) || (claim == NONE && attempts == 0));
    }

    /** Claims the lane; answers the number of claims since the last delivery. */
    int claim(long number, Instant until) {
        claim = number;
        due = until;
        return ++attempts;
    }

    /** True when this is the latest claim and has not ended. */
    boolean isHeldBy(long number) {
        return claim == number;
    }

    void remove(List<PendingEvent> gone) {
        take(gone);
    }

    /** Removes events; answers those that were here. */
    List<PendingEvent> take(List<PendingEvent> wanted) {
        return wanted.stream()
                .filter(event -> events.remove(event.id()) != null)
                .toList();
    }

    void delivered(Instant now) {
        attempts = 0;
        free(now);
    }

    void free(Instant next) {
        claim = NONE;
        due = next;
    }
}
