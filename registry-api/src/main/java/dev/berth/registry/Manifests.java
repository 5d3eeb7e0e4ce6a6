package dev.berth.registry;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;

/**
 * Manifests and indexes of a repository (OCI Distribution Specification, "Pulling", "Pushing", "Content Management").
 */
public interface Manifests {

    /** The size of the largest manifest that {@link #put} accepts, in bytes. */
    int maxBytes();

    /**
     * Like {@link #find}, for a client that decides whether to push it. A confirmed manifest is not collected before
     * the review delay has passed.
     */
    Optional<Manifest> confirm(RepositoryName repository, Reference reference);

    /** A manifest to read; empty when the repository or the manifest is unknown. */
    Optional<Manifest> find(RepositoryName repository, Reference reference);

    /** The manifest that {@code index} lists for {@code platform}; empty when it lists none or it is not there. */
    Optional<Manifest> findForPlatform(RepositoryName repository, Manifest index, Platform platform);

    /**
     * Stores a manifest with its tags, all or nothing. Pushing a stored manifest again is no error.
     *
     * @throws RegistryException MANIFEST_INVALID when it is not one, DIGEST_INVALID when it is pushed by a digest that
     *     is not its own, SIZE_INVALID beyond {@link #maxBytes},
     *     MANIFEST_BLOB_UNKNOWN once for every missing reference, DENIED once for every immutable tag that names
     *     another manifest
     */
    PushedManifest put(RepositoryName repository, ManifestPush push);

    /**
     * Removes a manifest and every tag that names it.
     *
     * @throws RegistryException MANIFEST_UNKNOWN when there is no such manifest, UNSUPPORTED when an index of the
     *     repository lists it
     */
    void delete(RepositoryName repository, Digest digest);

    /**
     * Manifests that were deleted by their digest and can come back, in byte order of their digests.
     *
     * @throws RegistryException NAME_UNKNOWN when there is no such repository
     */
    Page<Manifest.Deleted> deleted(RepositoryName repository, PageRequest page);

    /**
     * Stores a manifest that was deleted by its digest again, as a push does, with the tags that were deleted together
     * with it and whose names are free. Deleted manifests that an index lists come back before it.
     *
     * @return the number of tags that were set
     * @throws RegistryException MANIFEST_UNKNOWN when no such manifest was deleted or it may be collected,
     *     MANIFEST_BLOB_UNKNOWN when content that it needs has been collected, EXCEEDS_LIMITS when more than 1,000
     *     manifests would come back, TAG_IN_USE when a tag is set to another manifest meanwhile
     */
    int undelete(RepositoryName repository, Digest digest);

    /**
     * Manifests whose subject is {@code subject}, in byte order of their digests (OCI Distribution Specification,
     * "Listing Referrers"). Unknown repositories and subjects have none.
     */
    Page<Descriptor> referrers(RepositoryName repository, Digest subject, ReferrersRequest request);
}
