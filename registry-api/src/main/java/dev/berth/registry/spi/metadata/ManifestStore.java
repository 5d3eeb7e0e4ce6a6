package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Optional;

/** Manifests, their references and referrers. */
public interface ManifestStore {
    /** Limit of the annotations of a page of referrers, in characters; a page beyond it has a single item. */
    int REFERRERS_PAGE = 256 << 10;

    /**
     * The manifest a tag or digest names. The read is linearizable: it sees every put acknowledged on any node before
     * the call.
     */
    Optional<StoredManifest> find(RepositoryName repository, Reference reference) throws StoreException;

    /**
     * Records that a manifest was used now, which postpones its review.
     *
     * @return false when there is no such manifest
     */
    boolean touch(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * Stores a manifest, its references and its tags, all or nothing. The repository is created if it does not exist.
     * References that exist on return are protected from collection while the manifest exists. Every put checks the
     * references, existing ones also against their declared sizes and types. Repeating a put touches the manifest and
     * sets the tags; its type, references and referrer keep their first values.
     */
    PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException;

    /**
     * Removes a manifest and its tags, unless an index of the repository lists it.
     *
     * @param events events to record when it was removed
     */
    DeleteOutcome delete(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException;

    /** Removes a manifest without events. */
    default DeleteOutcome delete(RepositoryName repository, Digest digest) throws StoreException {
        return delete(repository, digest, List.of());
    }

    /**
     * Manifests whose subject is {@code subject}, in byte order of the wire form of their digests; none when the
     * repository is unknown. With long annotations a page may end before its limit, but has at least one item ({@link
     * #REFERRERS_PAGE}).
     *
     * @param artifactType only those of this type
     * @param page {@code last} is the wire form of a digest
     */
    Page<Descriptor> referrers(
            RepositoryName repository, Digest subject, Optional<MediaType> artifactType, PageRequest page)
            throws StoreException;
}
