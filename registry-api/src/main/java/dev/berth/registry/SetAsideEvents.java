package dev.berth.registry;

import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.model.Page;
import java.util.Collection;
import java.util.SortedMap;

/**
 * The events that their recipients refused permanently. They are kept until they are sent again, discarded, or dropped
 * by the limits of the outbox. The caller is authorized. Every method throws {@link RegistryException} UNAVAILABLE when
 * the store does not answer. Safe for use by any number of threads.
 */
public interface SetAsideEvents {

    /** The number of such events by recipient, for recipients with at least one. */
    SortedMap<String, Long> counts();

    /**
     * The events of a recipient in the order of their positions.
     *
     * @param after the position after which to begin; 0 begins with the first
     * @param most the greatest number of events, at least 1
     */
    Page<SetAsideEvent> list(String recipient, long after, int most);

    /**
     * Makes all events of a recipient pending again, in batches; after a failure the same call continues. An event goes
     * back to its place, before later events of its repository that are still pending. An event that is refused again
     * is set aside again.
     *
     * @return the number of events that are pending again
     */
    long resend(String recipient);

    /**
     * Like {@link #resend(String)}, for events at these positions; others are ignored.
     *
     * @param positions at most 1,000
     * @throws IllegalArgumentException for more positions
     */
    long resend(String recipient, Collection<Long> positions);

    /**
     * Deletes all events of a recipient, in batches; after a failure the same call continues. They are never sent.
     *
     * @return the number of events deleted
     */
    long discard(String recipient);

    /**
     * Like {@link #discard(String)}, for events at these positions; others are ignored.
     *
     * @param positions at most 1,000
     * @throws IllegalArgumentException for more positions
     */
    long discard(String recipient, Collection<Long> positions);
}
