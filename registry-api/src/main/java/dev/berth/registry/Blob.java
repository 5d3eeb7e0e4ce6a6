package dev.berth.registry;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;

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
}
