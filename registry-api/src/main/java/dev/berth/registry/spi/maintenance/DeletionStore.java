package dev.berth.registry.spi.maintenance;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Keys of objects that nothing names any more. A key stays here until its object is known to be gone. Queued by what
 * makes an object superfluous, in the same step: a blob collected, a session ended without a blob, a digest uploaded twice.
 */
public interface DeletionStore {

    /**
     * Queues keys of objects; those that a blob or an upload session has are let alone.
     *
     * @return how many were not queued before and are now
     */
    int queue(Collection<StorageKey> keys) throws StoreException;

    /**
     * Takes keys that are due, the longest due first, for one worker: they are due again after {@code lease}, should it
     * not be heard of.
     *
     * @param most at least 1
     */
    default List<DueDeletion> claim(int most, Duration lease) throws StoreException {
        return claim(most, lease, Duration.ZERO);
    }

    /**
     * Like {@link #claim(int, Duration)}, and takes also what is due within a time: what a worker had that was killed, for
     * example. To delete an object twice does no harm.
     *
     * @param ahead at least zero
     */
    List<DueDeletion> claim(int most, Duration lease, Duration ahead) throws StoreException;

    /** Forgets keys whose objects are gone. */
    void done(Collection<StorageKey> keys) throws StoreException;

    /** Makes claimed keys due at {@code next}; their deletion failed. */
    void retry(Collection<StorageKey> keys, Instant next) throws StoreException;

    /** Gives keys up: they are never due and stay to be reported, until they are queued again or retried. */
    void setAside(Collection<StorageKey> keys) throws StoreException;

    /** Keys that were given up, in byte order. */
    Page<StorageKey> setAside(PageRequest page) throws StoreException;

    /** How much awaits deletion. */
    DeletionBacklog backlog() throws StoreException;
}
