package dev.berth.registry.spi.maintenance;

import dev.berth.registry.maintenance.Breach;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The queries of a consistency check. Not for requests: each query may read the whole database. */
public interface AuditStore {

    /**
     * Blobs in byte order of their keys.
     *
     * @param page {@code last} is a key
     */
    Page<AuditedBlob> blobs(PageRequest page) throws StoreException;

    /** The keys among these that belong to a blob or an upload session, or await deletion. */
    Set<StorageKey> known(Collection<StorageKey> keys) throws StoreException;

    /** Those of these keys that an upload session has, expired or not. */
    Set<StorageKey> ofUploads(Collection<StorageKey> keys) throws StoreException;

    /**
     * Repositories that have a manifest of this digest, in byte order; one question, however many repositories there
     * are.
     *
     * @param most the limit of the result
     */
    List<RepositoryName> withManifest(Digest digest, int most) throws StoreException;

    /**
     * Violations of an invariant that can be checked without storage. Each result is a consistent snapshot.
     *
     * @param most the greatest number to return
     * @return empty for an invariant about objects, except for {@link Breach.Invariant#OBJECT_NOT_DOOMED}
     */
    List<Breach> breaches(Breach.Invariant invariant, int most) throws StoreException;
}
