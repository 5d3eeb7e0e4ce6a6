package dev.berth.registry;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.UploadId;
import java.io.InputStream;

/**
 * Uploads of blobs (OCI Distribution Specification, "Pushing blobs").
 *
 * <p>Any node continues any upload. Of two requests on one session at a time one wins; the other gets {@link
 * UploadRangeException}, BLOB_UPLOAD_INVALID or, where the two came to different nodes, UNAVAILABLE, and bytes are
 * never interleaved. Streams are read to their end or to the first failure and closed by the caller. Methods that take
 * an {@link UploadId} throw BLOB_UPLOAD_UNKNOWN when the repository has no such session or it has expired.
 */
public interface Uploads {

    /**
     * Opens a session.
     *
     * @param algorithm the algorithm the client will use, so that the bytes are hashed only once
     */
    UploadSession start(RepositoryName repository, DigestAlgorithm algorithm);

    /** The state of the session. */
    UploadSession status(RepositoryName repository, UploadId id);

    /**
     * Adds a chunk. If its stream breaks off, the bytes received so far are kept.
     *
     * @throws UploadRangeException when the chunk does not begin at the offset of the session
     * @throws RegistryException BLOB_UPLOAD_INVALID when the stream breaks off or has another length than announced
     */
    UploadSession append(RepositoryName repository, UploadId id, Chunk chunk);

    /**
     * Adds the last chunk, which may be empty, and makes the blob readable. The range is checked before the digest.
     *
     * @throws UploadRangeException when the chunk does not begin at the offset of the session
     * @throws RegistryException DIGEST_INVALID when the bytes have another digest; the session is gone then
     */
    void finish(RepositoryName repository, UploadId id, Digest digest, Chunk last);

    /** Ends the session and discards its bytes. */
    void cancel(RepositoryName repository, UploadId id);

    /**
     * Stores a blob in one request, without a session.
     *
     * @throws RegistryException DIGEST_INVALID when the bytes have another digest, BLOB_UPLOAD_INVALID when the stream
     *     breaks off; nothing is kept then
     */
    void push(RepositoryName repository, Digest digest, InputStream content);

    /**
     * Links a blob of another repository to this one without copying bytes.
     *
     * @return false when no source has it; this is no error, the client then pushes the blob
     */
    boolean mount(RepositoryName repository, Digest digest, MountSource source);
}
