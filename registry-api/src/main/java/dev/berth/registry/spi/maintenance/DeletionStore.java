package dev.berth.registry.spi.maintenance;

import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The queue of objects to delete. A key is kept until its object is known to be gone. A key is queued in the same step
 * that makes its object superfluous: the collection of a blob, the end of a session without a blob, the second upload
 * of a digest.
 */
public interface DeletionStore {

    /**
     * Queues keys of objects; those that belong to a blob or an upload session are skipped.
     *
     * @return the number newly queued
     */
    int queue(Collection<StorageKey> keys) throws StoreException;

    /**
     * Claims due keys for one worker, the longest due first; none while a hold of {@link DeletionHoldStore} is in
     * force. They become due again after {@code lease} unless the worker reports an outcome.
     *
     * @param most at least 1
     */
    default List<DueDeletion> claim(int most, Duration lease) throws StoreException {
        return claim(most, lease, Duration.ZERO);
    }

    /**
     * Like {@link #claim(int, Duration)}, and includes deletions that become due within {@code ahead}.
     *
     * @param ahead at least zero
     */
    List<DueDeletion> claim(int most, Duration lease, Duration ahead) throws StoreException;

    /** Removes keys whose objects are gone from the queue. */
    void done(Collection<StorageKey> keys) throws StoreException;

    /** Makes claimed keys due at {@code next}; their deletion failed. */
    void retry(Collection<StorageKey> keys, Instant next) throws StoreException;

    /** Gives keys up: they are never due and remain reported until they are queued again or retried. */
    void setAside(Collection<StorageKey> keys) throws StoreException;

    /** Keys that were set aside after their last attempt, in byte order. */
    Page<StorageKey> setAside(PageRequest page) throws StoreException;

    /** The number and age of the pending deletions. */
    DeletionBacklog backlog() throws StoreException;
}
