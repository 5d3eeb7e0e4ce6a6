package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.metadata.NewManifest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Answers from a {@link MemoryTables}; everything is added up when it is asked for. */
final class InMemoryInsights implements InsightStore {
    private final MemoryTables tables;

    InMemoryInsights(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<RepositoryDetails> repository(RepositoryName name) {
        return tables.storeLock.read(() -> tables.find(name).map(InMemoryInsights::details));
    }

    @Override
    public Page<RepositoryDetails> tagged(RepositoryName path, PageRequest page) {
        return tables.storeLock
                .read(() -> tables.repositories.page(
                        page,
                        rows -> isBelow(path, rows.name) && !rows.tags.all().isEmpty()))
                .map(InMemoryInsights::details);
    }

    private static boolean isBelow(RepositoryName path, RepositoryName name) {
        return name.equals(path) || name.value().startsWith(path.value() + "/");
    }

    private static RepositoryDetails details(RepositoryRows rows) {
        Optional<Instant> published =
                rows.tags.all().stream().map(InMemoryInsights::published).max(Comparator.naturalOrder());
        return new RepositoryDetails(rows.name, rows.created, rows.renamed, published);
    }

    private static Instant published(TagRow tag) {
        return tag.updated().isAfter(tag.created()) ? tag.updated() : tag.created();
    }

    @Override
    public Optional<Slice<TagDetails>> tags(RepositoryName repository, TagQuery query) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> tags(rows, query)));
    }

    private static Slice<TagDetails> tags(RepositoryRows rows, TagQuery query) {
        Predicate<TagDetails> wanted = tag -> tag.tag().value().contains(query.containing())
                && query.exact().map(tag.tag()::equals).orElse(true);
        List<TagDetails> sorted = rows.tags.all().stream()
                .map(tag -> details(rows, tag))
                .filter(wanted)
                .sorted(TagParts.order(query))
                .toList();
        return TagParts.of(sorted, query);
    }

    private static TagDetails details(RepositoryRows rows, TagRow tag) {
        NewManifest manifest = rows.manifest(tag.digest());
        return new TagDetails(
                tag.tag(),
                tag.digest(),
                manifest.manifest().mediaType(),
                manifest.config().map(Descriptor::digest),
                SizeSum.needed(rows, tag.digest()),
                tag.created(),
                tag.updated());
    }

    @Override
    public OptionalLong size(RepositoryName repository) {
        return tables.storeLock.read(() -> sum(tables.find(repository).stream().toList()));
    }

    @Override
    public OptionalLong sizeBelow(RepositoryName path) {
        return tables.storeLock.read(() -> sum(tables.repositories.all().stream()
                .filter(rows -> isBelow(path, rows.name))
                .toList()));
    }

    private static OptionalLong sum(List<RepositoryRows> repositories) {
        Map<Digest, Long> layers = new HashMap<>();
        repositories.forEach(rows -> layers.putAll(SizeSum.layers(rows)));
        return repositories.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        layers.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Nothing is counted ahead. */
    @Override
    public int count(int most) {
        return 0;
    }
}
