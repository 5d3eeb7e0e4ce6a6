package dev.berth.registry.spi.events;

import java.util.List;
import java.util.Objects;

/**
 * Events claimed for delivery, all of one lane.
 *
 * @param lane the number of the lane; all events of a repository for a recipient share one lane, possibly with other
 *     repositories
 * @param claim the id of this claim; only its current holder can release the lane
 * @param attempts number of claims of the lane since its last delivery, including this one
 * @param events in order
 */
public record ClaimedEvents(String recipient, int lane, long claim, int attempts, List<PendingEvent> events) {

    /** Copies the events. */
    public ClaimedEvents {
        Objects.requireNonNull(recipient, "recipient");
        events = List.copyOf(events);
    }
}
