package dev.berth.registry.engine.upload;

import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blobs whose objects were missing or had another length at the last access by this node. They are reported as absent,
 * so that clients push them again, which restores them. Bounded: a forgotten one is found again. Safe for use by
 * several threads.
 */
public final class LostBlobs {
    private static final Logger LOG = LoggerFactory.getLogger(LostBlobs.class);
    private static final int MAX = 10_000;

    private final BlobStore store;
    private final Set<Digest> lost =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<Digest, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
                    return size() > MAX;
                }
            }));

    /** Blobs of this store. */
    public LostBlobs(BlobStore store) {
        this.store = store;
    }

    /** Checks the object of a blob. Without an answer of storage the blob is not lost. */
    public boolean look(StoredBlob blob) {
        try {
            OptionalLong size = store.size(blob.key());
            if (size.equals(OptionalLong.of(blob.size()))) {
                lost.remove(blob.digest());
                return false;
            }
            if (lost.add(blob.digest())) {
                LOG.warn(
                        "blob {} is lost: object {} {}; push an image with this blob again to restore it",
                        blob.digest(),
                        blob.key(),
                        size.isEmpty() ? "is missing" : "has " + size.getAsLong() + " bytes, not " + blob.size());
            }
            return true;
        } catch (StoreException e) {
            LOG.debug("cannot check object {}", blob.key(), e);
            return false;
        }
    }

    /** True when a blob was found lost and still is; costs nothing without lost blobs. */
    public boolean isLost(StoredBlob blob) {
        return lost.contains(blob.digest()) && look(blob);
    }

    /** True when a blob of this digest was found lost. */
    public boolean mayBeLost(Digest digest) {
        return lost.contains(digest);
    }

    /** The blob is whole again. */
    public void healed(Digest digest) {
        lost.remove(digest);
    }
}
