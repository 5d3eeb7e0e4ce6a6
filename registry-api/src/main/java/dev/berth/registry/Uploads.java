package dev.berth.registry;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.io.InputStream;

/**
 * Blobs on their way in (OCI Distribution Specification, "Pushing blobs").
 *
 * <p>Any node continues any upload. Of two requests on one session at a time one wins; the other gets {@link
 * UploadRangeException}, BLOB_UPLOAD_INVALID or, where the two came to different nodes, UNAVAILABLE, and bytes are never
 * interleaved. Streams handed in are read to their end or to the first failure and stay the caller's to close. Methods
 * that take an {@link UploadId} throw BLOB_UPLOAD_UNKNOWN when the repository has no such session or it has expired.
 */
public interface Uploads {

    /**
     * Opens a session.
     *
     * @param algorithm what the client is going to announce, so that its bytes need to be hashed once only
     */
    UploadSession start(RepositoryName repository, DigestAlgorithm algorithm);

    /** Where the session stands. */
    UploadSession status(RepositoryName repository, UploadId id);

    /**
     * Adds a chunk. If its stream breaks off, what has come so far is kept.
     *
     * @throws UploadRangeException when the chunk does not begin where the session stands
     * @throws RegistryException BLOB_UPLOAD_INVALID when the stream breaks off or has another length than announced
     */
    UploadSession append(RepositoryName repository, UploadId id, Chunk chunk);

    /**
     * Adds the last chunk, which may be empty, and makes the blob readable. The range is checked before the digest.
     *
     * @throws UploadRangeException when the chunk does not begin where the session stands
     * @throws RegistryException DIGEST_INVALID when the bytes have another digest; the session is gone then
     */
    void finish(RepositoryName repository, UploadId id, Digest digest, Chunk last);

    /** Ends the session and forgets its bytes. */
    void cancel(RepositoryName repository, UploadId id);

    /**
     * Stores a blob in one go, without a session.
     *
     * @throws RegistryException DIGEST_INVALID when the bytes have another digest, BLOB_UPLOAD_INVALID when the stream
     *     breaks off; nothing is kept then
     */
    void push(RepositoryName repository, Digest digest, InputStream content);

    /**
     * Lets the repository have a blob that another one has, copying nothing.
     *
     * @return false when no source has it, which is no error: the client pushes it then
     */
    boolean mount(RepositoryName repository, Digest digest, MountSource source);
}
