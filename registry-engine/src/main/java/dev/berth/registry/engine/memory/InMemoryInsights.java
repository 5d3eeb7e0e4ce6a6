package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.InMemorySizes.SizeSum;
import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Annotation;
import dev.berth.registry.model.TagSearch.Position;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.insight.SearchStore;
import dev.berth.registry.spi.insight.SizeStore;
import dev.berth.registry.spi.insight.UsageStore;
import dev.berth.registry.spi.metadata.ManifestProperties;
import dev.berth.registry.spi.metadata.NewManifest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers from a {@link MemoryTables}; everything is added up when it is asked for. */
final class InMemoryInsights implements InsightStore {
    private final MemoryTables tables;
    private final InMemorySizes sizes;
    private final UsageStore usage;
    private final SearchStore search;

    InMemoryInsights(MemoryTables tables) {
        this.tables = tables;
        sizes = new InMemorySizes(tables);
        usage = new InMemoryUsage(tables);
        search = new InMemorySearch(tables);
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

    static boolean isBelow(RepositoryName path, RepositoryName name) {
        return name.equals(path) || name.value().startsWith(path.value() + "/");
    }

    static RepositoryDetails details(RepositoryRows rows) {
        Optional<Instant> published = rows.tags.all().stream().map(TagRow::set).max(Comparator.naturalOrder());
        return new RepositoryDetails(rows.name, rows.created, rows.renamed, published);
    }

    @Override
    public Optional<Slice<TagDetails>> tags(RepositoryName repository, TagQuery query) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> tags(rows, query)));
    }

    private static Slice<TagDetails> tags(RepositoryRows rows, TagQuery query) {
        Predicate<TagDetails> wanted = tag -> tag.tag().value().contains(query.containing())
                && query.exact().map(tag.tag()::equals).orElse(true)
                && query.kind().map(tag.kind()::equals).orElse(true);
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
                manifest.properties().config().map(Descriptor::digest),
                manifest.properties().kind(),
                SizeSum.needed(rows, tag.digest()),
                tag.created(),
                tag.updated());
    }

    @Override
    public long freed(RepositoryName repository, Map<Digest, Long> tags) {
        return sizes.freed(repository, tags);
    }

    @Override
    public SizeStore sizes() {
        return sizes;
    }

    @Override
    public UsageStore usage() {
        return usage;
    }

    @Override
    public SearchStore search() {
        return search;
    }

    /** Cuts a part out of all tags of a repository. */
    private static final class TagParts {
        /** A tag or a start, as they are ordered. */
        private record SortKey(Optional<Instant> published, Optional<ArtifactKind> kind, String name) {}

        private static final Comparator<SortKey> ASCENDING = Comparator.comparing(
                        (SortKey position) -> position.published().orElse(Instant.MIN))
                .thenComparing(
                        position -> position.kind().map(ArtifactKind::value).orElse(""))
                .thenComparing(SortKey::name);

        private TagParts() {}

        static Comparator<TagDetails> order(TagQuery query) {
            return Comparator.comparing(tag -> position(tag, query), direction(query));
        }

        private static Comparator<SortKey> direction(TagQuery query) {
            return query.descending() ? ASCENDING.reversed() : ASCENDING;
        }

        private static SortKey position(TagDetails tag, TagQuery query) {
            Optional<Instant> published = Optional.of(tag.published()).filter(any -> query.order() == Order.PUBLISHED);
            Optional<ArtifactKind> kind = Optional.of(tag.kind()).filter(any -> query.order() == Order.KIND);
            return new SortKey(published, kind, tag.tag().value());
        }

        /** The part of these tags, which are in the order of the query. */
        static Slice<TagDetails> of(List<TagDetails> sorted, TagQuery query) {
            int from = 0;
            int to = Math.min(sorted.size(), query.limit());
            if (query.start().isPresent()) {
                Start start = query.start().get();
                boolean isBefore = start.side() == Side.BEFORE;
                int place = place(sorted, new SortKey(start.published(), start.kind(), start.name()), query, isBefore);
                from = isBefore ? Math.max(0, place - query.limit()) : place;
                to = isBefore ? place : Math.min(sorted.size(), place + query.limit());
            }
            return new Slice<>(sorted.subList(from, to), from > 0, to < sorted.size());
        }

        /** The number of tags before a position, or up to and including it. */
        private static int place(List<TagDetails> sorted, SortKey start, TagQuery query, boolean isBefore) {
            return (int) sorted.stream()
                    .map(tag -> direction(query).compare(position(tag, query), start))
                    .filter(order -> order < 0 || (order == 0 && !isBefore))
                    .count();
        }
    }

    /** Searches a {@link MemoryTables} from its beginning. */
    private static final class InMemorySearch implements SearchStore {
        private final MemoryTables tables;

        InMemorySearch(MemoryTables tables) {
            this.tables = tables;
        }

        @Override
        public FoundTags tags(TagSearch search) {
            return tables.storeLock.read(() -> {
                List<FoundTag> found = tables.repositories.all().stream()
                        .filter(rows -> rows.name.value().contains(search.repository()))
                        .flatMap(rows -> tags(rows, search))
                        .limit(search.limit() + 1L)
                        .toList();
                Page<FoundTag> page = Page.ofFetched(found, search.limit());
                return new FoundTags(page.items(), page.next(FoundTag::position));
            });
        }

        private static Stream<FoundTag> tags(RepositoryRows rows, TagSearch search) {
            return rows.tags.all().stream()
                    .filter(tag -> tag.tag().value().contains(search.tag()))
                    .map(tag -> found(rows, tag))
                    .filter(tag ->
                            search.after().map(after -> isBehind(tag, after)).orElse(true))
                    .filter(tag -> search.kind().map(tag.kind()::equals).orElse(true))
                    .filter(tag -> search.annotation()
                            .map(annotation -> isAnnotated(rows, tag.digest(), annotation))
                            .orElse(true));
        }

        private static FoundTag found(RepositoryRows rows, TagRow tag) {
            ManifestProperties properties = rows.manifest(tag.digest()).properties();
            return new FoundTag(rows.name, tag.tag(), tag.digest(), properties.kind(), tag.set());
        }

        private static boolean isBehind(FoundTag tag, Position after) {
            int order = tag.repository().value().compareTo(after.repository());
            return order > 0 || (order == 0 && tag.tag().value().compareTo(after.tag()) > 0);
        }

        private static boolean isAnnotated(RepositoryRows rows, Digest manifest, Annotation annotation) {
            Optional<String> value = Optional.ofNullable(
                    rows.manifest(manifest).properties().annotations().get(annotation.key()));
            return annotation.value().isPresent() ? value.equals(annotation.value()) : value.isPresent();
        }

        @Override
        public Page<RepositoryName> repositories(String containing, PageRequest page) {
            return tables.storeLock
                    .read(() -> tables.repositories.page(
                            page, rows -> rows.name.value().contains(containing)))
                    .map(rows -> rows.name);
        }

        @Override
        public Page<RepositoryName> holders(Digest digest, PageRequest page) {
            return tables.storeLock
                    .read(() -> tables.repositories.page(
                            page, rows -> rows.manifests.containsKey(digest) || rows.links.contains(digest)))
                    .map(rows -> rows.name);
        }
    }
}
