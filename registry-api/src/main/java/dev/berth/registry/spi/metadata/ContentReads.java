package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import java.util.Optional;

/**
 * Reads of content by digest, for clients that download it. Such content never changes, so a store may answer from a
 * copy that lags behind: it finds everything whose push was acknowledged on any node before the call, and for a bounded
 * time also what was deleted. Decisions that writes rely on use {@link ManifestStore#find} and {@link
 * BlobLinkStore#find}.
 */
public interface ContentReads {

    /** A manifest of the repository. */
    Optional<StoredManifest> manifest(RepositoryName repository, Digest digest) throws StoreException;

    /** A blob linked to the repository. */
    Optional<StoredBlob> blob(RepositoryName repository, Digest digest) throws StoreException;

    /** Reads that are exact, by the roles of a store. */
    static ContentReads exact(ManifestStore manifests, BlobLinkStore links) {
        return new ContentReads() {
            @Override
            public Optional<StoredManifest> manifest(RepositoryName repository, Digest digest) throws StoreException {
                return manifests.find(repository, digest);
            }

            @Override
            public Optional<StoredBlob> blob(RepositoryName repository, Digest digest) throws StoreException {
                return links.find(repository, digest);
            }
        };
    }
}
