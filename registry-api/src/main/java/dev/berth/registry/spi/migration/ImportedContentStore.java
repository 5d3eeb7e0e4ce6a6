package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.AuditedBlob;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Imported content, in batches. Lists contain each digest and each tag once. */
public interface ImportedContentStore {

    /**
     * Adds blobs whose objects are in storage; a blob that is known keeps its size and key.
     *
     * @return the number of new blobs
     */
    int addBlobs(List<ImportedBlob> blobs) throws StoreException;

    /** The blobs of these digests; one that is not known is not among them. */
    Map<Digest, AuditedBlob> find(Collection<Digest> digests) throws StoreException;

    /**
     * Links blobs to a repository, which is created if it does not exist. A link of an earlier import is not created
     * again: if it is gone, it was deleted through the registry. The review of another one ends. Each of these blobs,
     * and each payload, is also kept for the source until {@link ImportRunStore#finish}, in any repository.
     *
     * @param payloads contents of manifests, and of manifests that an import skips and the source can still serve
     */
    LinkedContent link(RepositoryName repository, List<ImportedLink> links, List<Digest> payloads)
            throws StoreException;

    /**
     * Stores manifests with their references; the repository is created if it does not exist. A manifest of an earlier
     * import is not stored again; the review of another one ends. Children of an index and subjects may be absent; all
     * other references must be linked.
     *
     * @return the referenced blobs that are not linked; unless it is empty, nothing was stored
     */
    Set<Digest> putManifests(RepositoryName repository, List<ImportedManifest> manifests) throws StoreException;

    /**
     * Sets tags whose target changed at the source since the last import, unless the registry changed them meanwhile. A
     * tag whose manifest is not in the repository is skipped.
     *
     * @return the number of tags set
     */
    int setTags(RepositoryName repository, List<ImportedTag> tags) throws StoreException;

    /**
     * Applies deletions of the source to imported content that {@code present} lacks. A tag is deleted if it still
     * names its imported target; manifests and links are scheduled for review.
     *
     * @return the number of tags, manifests and links affected
     */
    int retain(RepositoryName repository, ImportedNames present) throws StoreException;
}
