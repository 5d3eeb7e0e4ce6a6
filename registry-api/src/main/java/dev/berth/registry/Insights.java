package dev.berth.registry;

import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers questions about the content of a registry, without the effects of a pull. No answer is an estimate.
 *
 * <p>Methods about one repository throw {@link RegistryException} NAME_UNKNOWN when there is no such repository.
 */
public interface Insights {

    /** A repository and its times. */
    RepositoryDetails repository(RepositoryName name);

    /**
     * The repositories at and below a path that have a tag, in byte order; none when the path is unknown.
     *
     * @param page {@code last} is the name of a repository
     */
    Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page);

    /** A part of the tags of a repository, in any order. */
    Slice<TagDetails> tags(RepositoryName repository, TagQuery query);

    /** A part of the manifests of a repository, with and without tags, in byte order of their digests. */
    Page<Manifest.Details> manifests(RepositoryName repository, Manifest.Query query);

    /**
     * The platforms of images, by their configs, and of indexes, by their descriptors, each once; manifests without a
     * known platform are absent, or have none. The first question for an image reads its config from storage.
     *
     * @param manifests at most 1,000
     */
    Map<Digest, List<ImagePlatform>> platforms(RepositoryName repository, Collection<Digest> manifests);

    /**
     * Those of these manifests of which the repository has a signature: a referrer of the kind signature, or a tag that
     * is derived from the digest and ends in {@code .sig}.
     *
     * @param manifests at most 1,000
     */
    Set<Digest> signed(RepositoryName repository, Collection<Digest> manifests);

    /**
     * The referrers of manifests without their annotations, in the byte order of their digests; manifests without
     * referrers are absent.
     *
     * @param types only referrers of these artifact types; of every type when there is none
     * @param most the greatest number of referrers of each manifest
     */
    Map<Digest, List<Descriptor>> referrers(
            RepositoryName repository, Collection<Digest> manifests, Set<MediaType> types, int most);

    /**
     * A tag and the image it names, with the images that an index lists.
     *
     * @throws RegistryException TAG_UNKNOWN when there is no such tag
     */
    TaggedImage image(RepositoryName repository, Tag tag);

    /** Sizes of repositories and namespaces. */
    Sizes sizes();

    /** Pulls and pushes. */
    UsageInsights usage();

    /** Search across repositories. */
    Search search();
}
