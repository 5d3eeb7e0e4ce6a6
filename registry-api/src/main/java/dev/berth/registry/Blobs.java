package dev.berth.registry;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs of a repository (OCI Distribution Specification, "Pulling blobs", "Deleting Blobs"). */
public interface Blobs {

    /**
     * The size of a blob, for a client that wants to know whether it must push it. A blob confirmed so is not collected
     * before the review delay has passed, so that its manifest may follow.
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
     * Takes the blob from the repository; its bytes go when no repository has it any more.
     *
     * @throws RegistryException BLOB_UNKNOWN when the repository has no such blob, UNSUPPORTED when one of its manifests
     *     needs it
     */
    void delete(RepositoryName repository, Digest digest);
}
