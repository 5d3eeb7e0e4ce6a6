package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The content that imports bring, in batches. Lists have no digest and no tag twice. */
public interface ImportedContentStore {

    /**
     * Adds blobs whose objects are in storage; a blob that is known keeps its size and key.
     *
     * @return how many were new
     */
    int addBlobs(List<ImportedBlob> blobs) throws StoreException;

    /** The blobs of these digests; one that is not known is not among them. */
    Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException;

    /**
     * Links blobs to a repository, which comes to be if need be. A link that an earlier import brought is not made again:
     * if it is gone, it was taken through the registry. Each blob is kept for the source, too, until
     * {@link ImportRunStore#finish}.
     *
     * @return how many links were made
     */
    int link(RepositoryName repository, List<ImportedLink> links) throws StoreException;

    /**
     * Stores manifests with their references; the repository comes to be if need be. One that an earlier import brought is
     * not stored again. Children of an index and subjects may be absent; what else a manifest references must be linked.
     *
     * @return the referenced blobs that are not linked; unless it is empty, nothing was stored
     */
    Set<Digest> putManifests(RepositoryName repository, List<ImportedManifest> manifests) throws StoreException;

    /**
     * Sets tags whose target changed at the source since the last import, unless the registry changed them meanwhile. A
     * tag whose manifest the repository has not is left out.
     *
     * @return how many tags were set
     */
    int setTags(RepositoryName repository, List<ImportedTag> tags) throws StoreException;

    /**
     * Follows what was deleted at the source: what an import brought and {@code present} lacks. A tag goes if it still
     * names what the import set it to; manifests and links are scheduled for review.
     *
     * @return how many tags, manifests and links were affected
     */
    int retain(RepositoryName repository, ImportedNames present) throws StoreException;

    /**
     * Keeps blobs for the source until {@link ImportRunStore#finish}, whichever repository has them: manifests' payloads,
     * and what an import skipped and the source can still serve.
     */
    void keep(Collection<Digest> digests) throws StoreException;
}
