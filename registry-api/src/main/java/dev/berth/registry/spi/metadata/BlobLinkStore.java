package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Optional;

/**
 * The links between repositories and the blobs they may read. Links are created by {@link UploadStore#finish} and
 * {@link #mount}.
 */
public interface BlobLinkStore {

    /** A blob linked to the repository. The read sees every link acknowledged on any node before the call. */
    Optional<StoredBlob> find(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * Records that a link was used now, which postpones its review.
     *
     * @return false when there is no such link
     */
    boolean touch(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * Links to {@code target} a blob that is linked to {@code source}, or touches the existing link. The target
     * repository is created if it does not exist. A blob that is marked as lost is not linked.
     *
     * @param events events of the target to record when it was linked
     * @return false when the source has no such blob or it is lost, whatever the target has
     */
    boolean mount(RepositoryName target, RepositoryName source, Digest digest, List<NewEvent> events)
            throws StoreException;

    /** Mounts without events. */
    default boolean mount(RepositoryName target, RepositoryName source, Digest digest) throws StoreException {
        return mount(target, source, digest, List.of());
    }

    /** Repositories that have the blob, in byte order. */
    Page<RepositoryName> holders(Digest digest, PageRequest page) throws StoreException;

    /**
     * Unlinks a blob from the repository, unless a manifest of the repository needs it or an index lists its digest.
     *
     * @param events events to record when it was unlinked
     */
    DeleteOutcome unlink(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException;

    /** Unlinks a blob without events. */
    default DeleteOutcome unlink(RepositoryName repository, Digest digest) throws StoreException {
        return unlink(repository, digest, List.of());
    }
}
