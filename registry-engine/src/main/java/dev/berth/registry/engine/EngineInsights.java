package dev.berth.registry.engine;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.Insights;
import dev.berth.registry.RegistryException;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.InsightStore;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Answers questions about the content. */
final class EngineInsights implements Insights {
    private final InsightStore insights;
    private final VisibleRepositories repositories;
    private final ImageReader images;

    EngineInsights(InsightStore insights, VisibleRepositories repositories, ImageReader images) {
        this.insights = insights;
        this.repositories = repositories;
        this.images = images;
    }

    @Override
    public RepositoryDetails repository(RepositoryName name) {
        return StoreCall.answer(() -> insights.repository(name)).orElseThrow(() -> unknown(name));
    }

    @Override
    public Page<SizedRepository> repositories(RepositoryQuery query, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> sized(query, visible));
    }

    /** Repositories that are deleted between the two calls are left out; a page of them alone is passed over. */
    private Page<SizedRepository> sized(RepositoryQuery query, Predicate<RepositoryName> visible)
            throws StoreException {
        Page<RepositoryName> names = repositories.list(query, visible);
        List<SizedRepository> sized = insights.sized(names.items());
        if (!sized.isEmpty() || !names.more() || names.items().isEmpty()) {
            return new Page<>(sized, names.more());
        }
        String last = names.items().get(names.items().size() - 1).value();
        return sized(new RepositoryQuery(PageRequest.after(last, query.page().limit()), query.below()), visible);
    }

    @Override
    public Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page) {
        return StoreCall.answer(() -> insights.tagged(path, page));
    }

    @Override
    public long size(RepositoryName repository) {
        return StoreCall.answer(() -> insights.size(repository)).orElseThrow(() -> unknown(repository));
    }

    @Override
    public long sizeBelow(RepositoryName path) {
        return StoreCall.answer(() -> insights.sizeBelow(path)).orElseThrow(() -> unknown(path));
    }

    @Override
    public Slice<TagDetails> tags(RepositoryName repository, TagQuery query) {
        return StoreCall.answer(() -> insights.tags(repository, query)).orElseThrow(() -> unknown(repository));
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

    private static RegistryException unknown(RepositoryName repository) {
        return new RegistryException(
                ErrorCode.NAME_UNKNOWN, "there is no repository " + repository, Map.of("name", repository.toString()));
    }

    private static RegistryException unknown(RepositoryName repository, Tag tag) {
        return new RegistryException(
                ErrorCode.TAG_UNKNOWN,
                "repository " + repository + " has no tag " + tag,
                Map.of("tag", tag.toString()));
    }
}
