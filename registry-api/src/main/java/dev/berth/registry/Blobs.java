package dev.berth.registry;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs of a repository (OCI Distribution Specification, "Pulling blobs", "Deleting Blobs"). */
public interface Blobs {

    /**
     * The size of a blob, for a client that decides whether to push it. A confirmed blob is not collected before the
     * review delay has passed, so that its manifest may follow.
     *
     * @return empty when the repository has no such blob
     */
    OptionalLong confirm(RepositoryName repository, Digest digest);

    /**
     * A blob to read.
     *
     * @return empty when the repository has no such blob
     */
    Optional<Blob> find(RepositoryName repository, Digest digest);

    /**
     * Removes the blob from the repository. Its bytes are deleted once no repository has it.
     *
     * @throws RegistryException BLOB_UNKNOWN when the repository has no such blob, UNSUPPORTED when one of its
     *     manifests needs it
     */
    void delete(RepositoryName repository, Digest digest);
}
