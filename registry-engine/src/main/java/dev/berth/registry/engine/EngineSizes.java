package dev.berth.registry.engine;

import dev.berth.registry.Sizes;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.SizeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers questions about sizes. */
final class EngineSizes implements Sizes {
    private static final int GREATEST_BATCH = 1_000;

    private final SizeStore sizes;
    private final VisibleRepositories repositories;

    EngineSizes(SizeStore sizes, VisibleRepositories repositories) {
        this.sizes = sizes;
        this.repositories = repositories;
    }

    @Override
    public long of(RepositoryName repository) {
        return StoreCall.answer(() -> sizes.size(repository)).orElseThrow(() -> EngineInsights.unknown(repository));
    }

    @Override
    public long below(RepositoryName path) {
        return StoreCall.answer(() -> sizes.sizeBelow(path)).orElseThrow(() -> EngineInsights.unknown(path));
    }

    @Override
    public RepositoryFigures figures(RepositoryName repository) {
        return StoreCall.answer(() -> sizes.figures(repository)).orElseThrow(() -> EngineInsights.unknown(repository));
    }

    @Override
    public NamespaceFigures figuresBelow(RepositoryName path) {
        return StoreCall.answer(() -> sizes.figuresBelow(path)).orElseThrow(() -> EngineInsights.unknown(path));
    }

    @Override
    public Page<SizedRepository> repositories(RepositoryQuery query, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> sized(query, visible));
    }

    /** Repositories that are deleted between the two calls are left out; a page of them alone is passed over. */
    private Page<SizedRepository> sized(RepositoryQuery query, Predicate<RepositoryName> visible)
            throws StoreException {
        Page<RepositoryName> names = repositories.list(query, visible);
        List<SizedRepository> sized = sizes.sized(names.items());
        if (!sized.isEmpty() || !names.more() || names.items().isEmpty()) {
            return new Page<>(sized, names.more());
        }
        String last = names.items().get(names.items().size() - 1).value();
        return sized(new RepositoryQuery(PageRequest.after(last, query.page().limit()), query.below()), visible);
    }

    @Override
    public Page<RepositorySize> largest(int limit, Optional<SizePosition> after, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> visible(limit, after, visible));
    }

    private Page<RepositorySize> visible(int limit, Optional<SizePosition> after, Predicate<RepositoryName> visible)
            throws StoreException {
        List<RepositorySize> seen = new ArrayList<>();
        Optional<SizePosition> last = after;
        boolean more = true;
        int batch = limit + 1;
        while (more && seen.size() <= limit) {
            Page<RepositorySize> fetched = sizes.largest(batch, last);
            fetched.items().stream()
                    .filter(repository -> visible.test(repository.name()))
                    .forEach(seen::add);
            more = fetched.more() && !fetched.items().isEmpty();
            if (more) {
                last = Optional.of(
                        fetched.items().get(fetched.items().size() - 1).position());
            }
            batch = Math.max(batch, GREATEST_BATCH);
        }
        return Page.ofFetched(seen, limit);
    }
}
