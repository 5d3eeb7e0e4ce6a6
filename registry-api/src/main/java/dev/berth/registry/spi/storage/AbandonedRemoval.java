package dev.berth.registry.spi.storage;

import dev.berth.registry.spi.StoreException;
import java.time.Instant;

/** Removes abandoned uploads, in a store that keeps unfinished uploads apart from objects. */
@FunctionalInterface
public interface AbandonedRemoval {

    /**
     * Removes abandoned uploads, which were neither committed nor discarded, under keys that are not in use. {@link
     * BlobStore#delete} does so for known keys; this method finds the others. The dates of the store are not sufficient
     * evidence, since some stores give every unfinished upload the same date. Keys that are paths are skipped because
     * other programs may write there.
     *
     * @param before only uploads that began before this time according to the store
     * @param inUse the query for keys whose uploads may continue, called for each page
     * @return the number removed
     */
    int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException;
}
