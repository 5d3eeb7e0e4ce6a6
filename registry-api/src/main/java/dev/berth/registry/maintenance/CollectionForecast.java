package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The bytes that collection will free, if nothing is pushed, tagged or deleted meanwhile.
 *
 * @param hours the hours in which blobs are due, in order; work that is overdue is due in the current hour
 * @param isComplete false when there are more pending reviews than were examined; then more bytes may be freed
 */
public record CollectionForecast(List<Hour> hours, boolean isComplete) {

    /** Copies the list. */
    public CollectionForecast {
        hours = List.copyOf(hours);
    }

    /**
     * The blobs that are due in an hour.
     *
     * @param start the beginning of the hour, in UTC
     * @param blobs number of blobs
     * @param bytes their size
     */
    public record Hour(Instant start, long blobs, long bytes) {
        /** Refuses null. */
        public Hour {
            Objects.requireNonNull(start, "start");
        }
    }
}
