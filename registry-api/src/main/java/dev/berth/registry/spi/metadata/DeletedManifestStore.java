package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * Copies of the manifests that {@link ManifestStore#delete} removed, until they are forgotten. A copy protects nothing
 * from collection, and goes with its repository. Collected manifests are not copied.
 */
public interface DeletedManifestStore {

    /**
     * The deleted manifests that are not stored, in byte order of the wire form of their digests; empty when there is
     * no such repository.
     *
     * @param page {@code last} is the wire form of a digest
     */
    Optional<Page<Manifest.Deleted>> list(RepositoryName repository, PageRequest page) throws StoreException;

    /** The copy of a deleted manifest, whether or not it is stored again; empty when there is none. */
    Optional<Manifest> find(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * The tags that were deleted together with the manifest and whose names are free, in byte order; none when there is
     * no copy.
     *
     * @param page {@code last} is the name of a tag
     */
    Page<Tag> tags(RepositoryName repository, Digest digest, PageRequest page) throws StoreException;

    /**
     * Forgets manifests that were deleted before a time.
     *
     * @param most the greatest number to forget, at least 1
     * @return the number of forgotten manifests
     */
    int forget(Instant before, int most) throws StoreException;
}
