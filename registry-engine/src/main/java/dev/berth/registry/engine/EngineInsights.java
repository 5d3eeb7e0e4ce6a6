package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Insights;
import dev.berth.registry.RegistryException;
import dev.berth.registry.Search;
import dev.berth.registry.Sizes;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.UsageInsights;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.request.StoreCall;
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
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.spi.insight.InsightStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers questions about the content. */
final class EngineInsights implements Insights {
    private final InsightStore insights;
    private final ImageReader images;
    private final ManifestPlatforms platforms;
    private final Sizes sizes;
    private final UsageInsights usage;
    private final Search search;

    EngineInsights(
            InsightStore insights,
            VisibleRepositories repositories,
            ImageReader images,
            ManifestPlatforms platforms,
            KindTable kinds) {
        this.insights = insights;
        this.images = images;
        this.platforms = platforms;
        sizes = new EngineSizes(insights.sizes(), repositories);
        usage = new EngineUsage(insights.usage());
        search = new EngineSearch(insights.search(), kinds);
    }

    @Override
    public RepositoryDetails repository(RepositoryName name) {
        return StoreCall.answer(() -> insights.repository(name)).orElseThrow(() -> UnknownRepository.of(name));
    }

    @Override
    public Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page) {
        return StoreCall.answer(() -> insights.tagged(path, page));
    }

    @Override
    public Slice<TagDetails> tags(RepositoryName repository, TagQuery query) {
        return StoreCall.answer(() -> insights.tags().page(repository, query))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public Page<Manifest.Details> manifests(RepositoryName repository, Manifest.Query query) {
        return StoreCall.answer(() -> insights.tags().manifests(repository, query))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public Map<Digest, List<ImagePlatform>> platforms(RepositoryName repository, Collection<Digest> manifests) {
        return StoreCall.answer(() -> platforms.of(repository, manifests));
    }

    @Override
    public Set<Digest> signed(RepositoryName repository, Collection<Digest> manifests) {
        return StoreCall.answer(() -> insights.tags().signed(repository, manifests));
    }

    @Override
    public Map<Digest, List<Descriptor>> referrers(
            RepositoryName repository, Collection<Digest> manifests, Set<MediaType> types, int most) {
        return StoreCall.answer(() -> insights.tags().referrers(repository, manifests, types, most));
    }

    @Override
    public TaggedImage image(RepositoryName repository, Tag tag) {
        TagDetails details = tags(
                        repository, TagQuery.first(1, Order.NAME, false).only(tag))
                .items()
                .stream()
                .findFirst()
                .orElseThrow(() -> unknown(repository, tag));
        return StoreCall.answer(() -> images.read(repository, details.digest(), details.size()))
                .map(image -> new TaggedImage(details, image))
                .orElseThrow(() -> unknown(repository, tag));
    }

    @Override
    public Sizes sizes() {
        return sizes;
    }

    @Override
    public UsageInsights usage() {
        return usage;
    }

    @Override
    public Search search() {
        return search;
    }

    private static RegistryException unknown(RepositoryName repository, Tag tag) {
        return new RegistryException(
                ErrorCode.TAG_UNKNOWN,
                "repository " + repository + " has no tag " + tag,
                Map.of("tag", tag.toString()));
    }
}
