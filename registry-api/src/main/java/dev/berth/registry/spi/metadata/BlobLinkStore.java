package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Optional;

/** Which repository may read which blob. Links come to be with {@link UploadStore#finish} and {@link #mount}. */
public interface BlobLinkStore {

    /**
     * A blob linked to the repository. Sees every link that was acknowledged, on any node, before the call.
     */
    Optional<StoredBlob> find(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * Postpones the review of a link: it was touched now.
     *
     * @return false when there is no such link
     */
    boolean touch(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * Links to {@code target} a blob that is linked to {@code source}, or touches the link that is there; the target
     * comes to be if need be.
     *
     * @param events what to tell when it is linked; they are events of the target
     * @return false when the source has no such blob, whatever the target has
     */
    boolean mount(RepositoryName target, RepositoryName source, Digest digest, List<NewEvent> events)
            throws StoreException;

    /** Mounts and tells nobody. */
    default boolean mount(RepositoryName target, RepositoryName source, Digest digest) throws StoreException {
        return mount(target, source, digest, List.of());
    }

    /** Repositories that have the blob, in byte order. */
    Page<RepositoryName> holders(Digest digest, PageRequest page) throws StoreException;

    /**
     * Takes a blob from the repository, unless a manifest of the repository needs it or an index lists its digest.
     *
     * @param events what to tell when it was taken
     */
    DeleteOutcome unlink(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException;

    /** Takes a blob from the repository and tells nobody. */
    default DeleteOutcome unlink(RepositoryName repository, Digest digest) throws StoreException {
        return unlink(repository, digest, List.of());
    }
}
