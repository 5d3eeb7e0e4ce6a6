package dev.berth.registry.engine.upload;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.metadata.LostBlobStore;
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
 * Blobs whose objects were missing or had another length at the last access by this node, or are marked as lost by
 * another one or by a consistency check. They are reported as absent, so that clients push them again, which replaces
 * their objects. Bounded: a forgotten one is found again. Safe for use by several threads.
 */
public final class LostBlobs {
    private static final Logger LOG = LoggerFactory.getLogger(LostBlobs.class);
    private static final int MAX = 10_000;

    private final BlobStore store;
    private final LostBlobStore marks;
    private final Set<Digest> lost =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<Digest, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
                    return size() > MAX;
                }
            }));

    /** Blobs whose objects are in {@code store}, and whose marks other nodes see. */
    public LostBlobs(BlobStore store, LostBlobStore marks) {
        this.store = store;
        this.marks = marks;
    }

    /** Checks the object of a blob, unless it is marked. Without an answer of storage the blob is not lost. */
    public boolean look(StoredBlob blob) {
        if (blob.lost()) {
            return true;
        }
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
                mark(blob);
            }
            return true;
        } catch (StoreException e) {
            LOG.debug("cannot check object {}", blob.key(), e);
            return false;
        }
    }

    private void mark(StoredBlob blob) {
        try {
            marks.mark(blob.digest(), blob.key());
        } catch (StoreException e) {
            LOG.debug("cannot mark blob {} as lost; other nodes will find it by themselves", blob.digest(), e);
        }
    }

    /** True when a blob was found lost and still is; costs nothing without lost blobs. */
    public boolean isLost(StoredBlob blob) {
        return blob.lost() || (lost.contains(blob.digest()) && look(blob));
    }

    /** True when a blob of this digest was found lost. */
    public boolean mayBeLost(Digest digest) {
        return lost.contains(digest);
    }

    /**
     * Gives a lost blob another object with the same bytes, which awaits deletion.
     *
     * @return false when the blob has changed or the deletion of the other object has begun
     * @throws StoreException TRANSIENT also when the outcome is unknown: a repetition finds what became of it
     */
    boolean replace(StoredBlob blob, StorageKey key) throws StoreException {
        boolean replaced;
        try {
            replaced = marks.replace(blob.digest(), blob.key(), key);
        } catch (StoreException e) {
            throw new StoreException(Kind.TRANSIENT, "lost blob " + blob.digest() + " could not be restored", e);
        }
        if (replaced) {
            lost.remove(blob.digest());
            LOG.info("lost blob {} was restored by an upload: object {} replaces {}", blob.digest(), key, blob.key());
        }
        return replaced;
    }
}
