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
    /** A page of referrers with more characters of annotations than this has one item only. */
    int REFERRERS_PAGE = 256 << 10;

    /**
     * The manifest a tag or digest names. The answer holds of a moment between call and return: it sees every put that
     * was acknowledged, on any node, before the call.
     */
    Optional<StoredManifest> find(RepositoryName repository, Reference reference) throws StoreException;

    /**
     * Postpones the review of a manifest: it was touched now.
     *
     * @return false when there is no such manifest
     */
    boolean touch(RepositoryName repository, Digest digest) throws StoreException;

    /**
     * Stores a manifest, its references and its tags, all or nothing; the repository comes to be if need be. References
     * that are there when this returns are protected from collection as long as the manifest is there. References are
     * checked on every put, those that are there against the sizes and types they are said to have too. Putting again what is there touches it and sets the tags; its type, references and referrer
     * stay what they were when it was first put.
     */
    PutOutcome put(RepositoryName repository, NewManifest manifest) throws StoreException;

    /**
     * Removes a manifest and its tags, unless an index of the repository lists it.
     *
     * @param events what to tell when it was removed
     */
    DeleteOutcome delete(RepositoryName repository, Digest digest, List<NewEvent> events) throws StoreException;

    /** Removes a manifest and tells nobody. */
    default DeleteOutcome delete(RepositoryName repository, Digest digest) throws StoreException {
        return delete(repository, digest, List.of());
    }

    /**
     * Manifests whose subject is {@code subject}; a page may end before its limit, but not before its first item, where
     * annotations are long ({@link #REFERRERS_PAGE}). In byte order of the wire form of their digests; none when the
     * repository is unknown.
     *
     * @param artifactType only those of this type
     * @param page {@code last} is the wire form of a digest
     */
    Page<Descriptor> referrers(
            RepositoryName repository, Digest subject, Optional<MediaType> artifactType, PageRequest page)
            throws StoreException;
}
