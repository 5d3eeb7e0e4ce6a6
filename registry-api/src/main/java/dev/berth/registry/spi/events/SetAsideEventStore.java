package dev.berth.registry.spi.events;

import dev.berth.registry.spi.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** The events of an outbox that were {@link EventStore#setAside set aside}. */
public interface SetAsideEventStore {

    /** Their number by recipient, for recipients with at least one. */
    SortedMap<String, Long> counts() throws StoreException;

    /**
     * Those of a recipient with an id above {@code after}, the lowest ids first.
     *
     * @param most at least 1
     */
    List<RefusedEvent> list(String recipient, long after, int most) throws StoreException;

    /**
     * Returns events to the lanes from which they were set aside, in the order of their ids, and forgets their
     * refusals; unknown ids are ignored.
     *
     * @return the number of events returned
     */
    int resend(String recipient, Collection<Long> ids) throws StoreException;

    /**
     * Deletes events; unknown ids are ignored, and so are those of events that were not set aside.
     *
     * @return the number of events deleted
     */
    int discard(String recipient, Collection<Long> ids) throws StoreException;
}
