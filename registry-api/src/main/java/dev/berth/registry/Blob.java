package dev.berth.registry;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import java.net.URI;
import java.util.Optional;

/** A blob that was found. Holds nothing open. */
public interface Blob {

    /** Its digest. */
    Digest digest();

    /** Its length, in bytes. */
    long size();

    /**
     * Opens a part of the blob. The caller closes the content.
     *
     * @param range lies within the blob
     * @throws RegistryException UNAVAILABLE when storage does not answer
     */
    BlobContent open(ByteRange range);

    /**
     * A presigned URL of the blob in storage; empty when storage offers none. Signing costs no storage request.
     *
     * @throws RegistryException UNKNOWN when there are no credentials to sign with
     */
    Optional<URI> link(PresignedUrlOptions terms);
}
