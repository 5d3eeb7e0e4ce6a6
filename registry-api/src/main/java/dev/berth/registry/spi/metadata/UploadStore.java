package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import java.util.Optional;

/**
 * Unfinished uploads. An expired session is treated as absent even while its row still exists.
 *
 * <p>Sessions are versioned: every change names the version it was made from and makes the next one, so of two nodes
 * that continue one session only one succeeds. Acknowledged calls of {@link #start} and {@link #advance} may be lost in
 * a crash of the database; {@link #finish} is durable.
 */
public interface UploadStore {

    /**
     * Opens a session, at version 0 and with nothing written.
     *
     * @throws StoreException PERMANENT when the id is in use
     */
    void start(NewUpload upload) throws StoreException;

    /** The session of this repository and id. */
    Optional<StoredUpload> find(RepositoryName repository, UploadId id) throws StoreException;

    /**
     * Moves the session from {@code version} to the next, with this state.
     *
     * @return false when the session is gone or not at that version
     */
    boolean advance(RepositoryName repository, UploadId id, long version, WriterState state) throws StoreException;

    /**
     * Makes a committed object the blob of its digest, links it to the repository and ends the session. The repository
     * is created if it does not exist. If the digest already has a blob, that blob is linked and the new object awaits
     * deletion. A repeated call with the same key returns STORED.
     */
    FinishOutcome finish(FinishedUpload upload) throws StoreException;

    /**
     * Ends the session; its key awaits deletion.
     *
     * @return the session as it was; empty when there is none
     */
    Optional<StoredUpload> cancel(RepositoryName repository, UploadId id) throws StoreException;

    /**
     * Ends sessions that have passed their expiry, the oldest first; their keys await deletion. A session that is being
     * finished is skipped.
     *
     * @param most the greatest number to end, at least 1
     * @return the number ended
     */
    int expire(int most) throws StoreException;
}
