package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
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

    @Override
    public List<SizedRepository> sized(List<RepositoryName> names) {
        return tables.storeLock.read(() -> names.stream()
                .distinct()
                .sorted()
                .flatMap(name -> tables.find(name).stream())
                .map(rows ->
                        new SizedRepository(details(rows), sum(List.of(rows)).orElse(0)))
                .toList());
    }

    private static boolean isBelow(RepositoryName path, RepositoryName name) {
        return name.equals(path) || name.value().startsWith(path.value() + "/");
    }

    private static RepositoryDetails details(RepositoryRows rows) {
        Optional<Instant> published = rows.tags.all().stream().map(TagRow::set).max(Comparator.naturalOrder());
        return new RepositoryDetails(rows.name, rows.created, rows.renamed, published);
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

    /** Cuts a part out of all tags of a repository. */
    private static final class TagParts {
        /** A tag or a start, as they are ordered. */
        private record Position(Optional<Instant> published, String name) {}

        private static final Comparator<Position> ASCENDING = Comparator.comparing(
                        (Position position) -> position.published().orElse(Instant.MIN))
                .thenComparing(Position::name);

        private TagParts() {}

        static Comparator<TagDetails> order(TagQuery query) {
            return Comparator.comparing(tag -> position(tag, query), direction(query));
        }

        private static Comparator<Position> direction(TagQuery query) {
            return query.descending() ? ASCENDING.reversed() : ASCENDING;
        }

        private static Position position(TagDetails tag, TagQuery query) {
            Optional<Instant> published = Optional.of(tag.published()).filter(any -> query.order() == Order.PUBLISHED);
            return new Position(published, tag.tag().value());
        }

        /** The part of these tags, which are in the order of the query. */
        static Slice<TagDetails> of(List<TagDetails> sorted, TagQuery query) {
            int from = 0;
            int to = Math.min(sorted.size(), query.limit());
            if (query.start().isPresent()) {
                Start start = query.start().get();
                boolean isBefore = start.side() == Side.BEFORE;
                int place = place(sorted, new Position(start.published(), start.name()), query, isBefore);
                from = isBefore ? Math.max(0, place - query.limit()) : place;
                to = isBefore ? place : Math.min(sorted.size(), place + query.limit());
            }
            return new Slice<>(sorted.subList(from, to), from > 0, to < sorted.size());
        }

        /** The number of tags before a position, or up to and including it. */
        private static int place(List<TagDetails> sorted, Position start, TagQuery query, boolean isBefore) {
            return (int) sorted.stream()
                    .map(tag -> direction(query).compare(position(tag, query), start))
                    .filter(order -> order < 0 || (order == 0 && !isBefore))
                    .count();
        }
    }
}
