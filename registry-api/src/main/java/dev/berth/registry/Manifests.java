package dev.berth.registry;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
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
     * Manifests whose subject is {@code subject}, in byte order of their digests (OCI Distribution Specification,
     * "Listing Referrers"). Unknown repositories and subjects have none.
     */
    Page<Descriptor> referrers(RepositoryName repository, Digest subject, ReferrersRequest request);
}
