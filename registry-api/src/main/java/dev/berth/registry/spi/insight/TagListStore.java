package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.spi.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists of tags and of manifests, and properties of manifests, in one step for a whole page. */
public interface TagListStore {

    /** Tags of a repository; empty when there is no such repository. */
    Optional<Slice<TagDetails>> page(RepositoryName repository, TagQuery query) throws StoreException;

    /**
     * Manifests of a repository; empty when there is no such repository. The work for a page of untagged manifests
     * grows with the number of manifests of the repository.
     */
    Optional<Page<Manifest.Details>> manifests(RepositoryName repository, Manifest.Query query) throws StoreException;

    /**
     * Those of these manifests that are signed: by a referrer of the kind signature, or by a tag of the form
     * {@code sha256-HEX.sig}.
     */
    Set<Digest> signed(RepositoryName repository, Collection<Digest> manifests) throws StoreException;

    /**
     * The documents that tell the platforms of these manifests. Manifests that do not exist, and those without such a
     * document, are absent.
     *
     * @param configs the media types of configs that name a platform
     */
    List<PlatformDocument> platformDocuments(
            RepositoryName repository, Collection<Digest> manifests, Set<MediaType> configs) throws StoreException;

    /**
     * The referrers of these subjects without their annotations, in the byte order of their digests; subjects without
     * referrers are absent.
     *
     * @param types only referrers of these artifact types; of every type when there is none
     * @param most the greatest number of referrers of each subject
     */
    Map<Digest, List<Descriptor>> referrers(
            RepositoryName repository, Collection<Digest> subjects, Set<MediaType> types, int most)
            throws StoreException;
}
