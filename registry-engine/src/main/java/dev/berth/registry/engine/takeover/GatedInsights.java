package dev.berth.registry.engine.takeover;

import dev.berth.registry.Insights;
import dev.berth.registry.Search;
import dev.berth.registry.Sizes;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.UsageInsights;
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

/** Insights into finished repositories; those into several repositories, sizes and usage when all are finished. */
record GatedInsights(Insights insights, TakeoverGate gate) implements Insights {

    @Override
    public RepositoryDetails repository(RepositoryName name) {
        gate.require(name);
        return insights.repository(name);
    }

    @Override
    public Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page) {
        gate.requireEnd();
        return insights.tagged(path, page);
    }

    @Override
    public Slice<TagDetails> tags(RepositoryName repository, TagQuery query) {
        gate.require(repository);
        return insights.tags(repository, query);
    }

    @Override
    public Page<Manifest.Details> manifests(RepositoryName repository, Manifest.Query query) {
        gate.require(repository);
        return insights.manifests(repository, query);
    }

    @Override
    public Map<Digest, List<ImagePlatform>> platforms(RepositoryName repository, Collection<Digest> manifests) {
        gate.require(repository);
        return insights.platforms(repository, manifests);
    }

    @Override
    public Set<Digest> signed(RepositoryName repository, Collection<Digest> manifests) {
        gate.require(repository);
        return insights.signed(repository, manifests);
    }

    @Override
    public Map<Digest, List<Descriptor>> referrers(
            RepositoryName repository, Collection<Digest> manifests, Set<MediaType> types, int most) {
        gate.require(repository);
        return insights.referrers(repository, manifests, types, most);
    }

    @Override
    public TaggedImage image(RepositoryName repository, Tag tag) {
        gate.require(repository);
        return insights.image(repository, tag);
    }

    @Override
    public Sizes sizes() {
        gate.requireEnd();
        return insights.sizes();
    }

    @Override
    public UsageInsights usage() {
        gate.requireEnd();
        return insights.usage();
    }

    @Override
    public Search search() {
        gate.requireEnd();
        return insights.search();
    }
}
