package dev.berth.registry.engine;

import dev.berth.registry.Sizes;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers questions about sizes. */
final class EngineSizes implements Sizes {
    private final SizeStore sizes;
    private final VisibleRepositories repositories;

    EngineSizes(SizeStore sizes, VisibleRepositories repositories) {
        this.sizes = sizes;
        this.repositories = repositories;
    }

    @Override
    public long of(RepositoryName repository) {
        return StoreCall.answer(() -> sizes.size(repository)).orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public long below(RepositoryName path) {
        return StoreCall.answer(() -> sizes.namespaces().size(path)).orElseThrow(() -> UnknownRepository.of(path));
    }

    @Override
    public RepositoryFigures figures(RepositoryName repository) {
        return StoreCall.answer(() -> sizes.figures(repository)).orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public NamespaceFigures figuresBelow(RepositoryName path) {
        return StoreCall.answer(() -> sizes.namespaces().figures(path)).orElseThrow(() -> UnknownRepository.of(path));
    }

    @Override
    public Page<SizedNamespace> namespaces(
            Optional<RepositoryName> below,
            int limit,
            Optional<SizePosition> after,
            Predicate<SizedNamespace> visible) {
        return StoreCall.answer(() -> new VisiblePages<>(
                        SizedNamespace::position,
                        (int most, Optional<SizePosition> last) ->
                                sizes.namespaces().largest(below, most, last))
                .fill(limit, after, visible));
    }

    @Override
    public Map<RepositoryName, Long> exclusive(Collection<RepositoryName> paths) {
        return StoreCall.answer(() -> sizes.namespaces().exclusive(paths));
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
        Optional<String> last = names.next(RepositoryName::value);
        if (!sized.isEmpty() || last.isEmpty()) {
            return new Page<>(sized, names.more());
        }
        return sized(new RepositoryQuery(new PageRequest(query.page().limit(), last), query.below()), visible);
    }

    @Override
    public Page<RepositorySize> largest(int limit, Optional<SizePosition> after, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> new VisiblePages<>(RepositorySize::position, sizes::largest)
                .fill(limit, after, repository -> visible.test(repository.name())));
    }
}
