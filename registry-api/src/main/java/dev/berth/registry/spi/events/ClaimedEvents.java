package dev.berth.registry.spi.events;

import java.util.List;
import java.util.Objects;

/**
 * Events that were handed out to be delivered, all of one lane.
 *
 * @param lane a number; the events of a repository for a recipient are all in one lane, which others may share
 * @param claim names this handing out: the lane is freed only by who still has it
 * @param attempts how often the lane has been handed out since something was last delivered from it, this time
 *     included
 * @param events in order
 */
public record ClaimedEvents(String recipient, int lane, long claim, int attempts, List<PendingEvent> events) {

    /** Copies the events. */
    public ClaimedEvents {
        Objects.requireNonNull(recipient, "recipient");
        events = List.copyOf(events);
    }
}
