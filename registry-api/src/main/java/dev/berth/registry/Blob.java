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
     * Opens a part of it; the caller closes what it gets.
     *
     * @param range lies within the blob
     * @throws RegistryException UNAVAILABLE when storage does not answer
     */
    BlobContent open(ByteRange range);

    /**
     * A link by which anybody who has it reads the blob from storage itself, for a while; empty when storage gives none.
     * Costs no call of storage.
     *
     * @throws RegistryException UNKNOWN when there are no credentials to sign it with
     */
    Optional<URI> link(PresignedUrlOptions terms);
}
