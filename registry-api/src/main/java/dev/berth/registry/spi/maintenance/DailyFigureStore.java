package dev.berth.registry.spi.maintenance;

import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Figures of the registry as a whole by day, in UTC. */
public interface DailyFigureStore {

    /**
     * Measures the content and records it as that of the current day, in the place of an earlier measurement of the
     * day. Walks all blobs.
     *
     * @param before nothing is measured when there is a measurement of this day that is not before this time
     * @return true when the content was measured
     */
    boolean measure(Instant before) throws StoreException;

    /** Days with a measurement, a pull or a push, in order, both days included. */
    List<DailyFigures> days(LocalDate first, LocalDate last) throws StoreException;

    /**
     * Removes the measurements before a day.
     *
     * @return the number removed
     */
    int expire(LocalDate before) throws StoreException;
}
