package dev.berth.registry.spi.metadata;

import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import java.util.List;
import java.util.Optional;

/**
 * Unfinished uploads. A session that has passed its expiry is not there any more, though its row may be, until it is
 * collected.
 *
 * <p>Sessions are versioned: every change names its base version and creates the next one, so of two nodes that
 * continue one session only one succeeds. Changes acknowledged by {@link #advance} may be lost in a crash of the
 * database: the session then has its earlier state. {@link #start} and {@link #finish} are durable, so that all bytes
 * in storage have an owner.
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
     * Makes a committed object the blob of its digest, links it to the repository, which comes to be if need be, and
     * ends the session. If the digest was there already, that blob is linked and the key of this one awaits deletion;
     * unless it is the very same key, as when a call is repeated whose answer was lost: that is STORED.
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
     * @param most the largest number to end, at least 1
     * @return the number of sessions ended
     */
    int expire(int most) throws StoreException;

    /**
     * Sessions in the order of their expiry, those of one time by their ids.
     *
     * @param after sessions after this position only
     * @param most at least 1
     */
    List<UploadProgress> list(Optional<UploadProgress.Position> after, int most) throws StoreException;
}
