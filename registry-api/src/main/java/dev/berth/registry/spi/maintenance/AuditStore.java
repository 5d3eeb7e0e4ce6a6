package dev.berth.registry.spi.maintenance;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a consistency check asks. Not for requests: each answer may read everything there is. */
public interface AuditStore {

    /**
     * Blobs in byte order of their keys.
     *
     * @param page {@code last} is a key
     */
    Page<AuditedBlob> blobs(PageRequest page) throws StoreException;

    /** Those of these keys that a blob or an upload session has, or that await deletion. */
    Set<StorageKey> known(Collection<StorageKey> keys) throws StoreException;

    /**
     * What contradicts an invariant that can be checked without storage; each answer is of one moment.
     *
     * @param most how many to find at most
     * @return empty for an invariant about objects, but for {@link Breach.Invariant#OBJECT_NOT_DOOMED}
     */
    List<Breach> breaches(Breach.Invariant invariant, int most) throws StoreException;
}
