package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryDetails;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Annotation;
import dev.berth.registry.model.TagSearch.Position;
import dev.berth.registry.spi.insight.FreedBytesStore;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.insight.SearchStore;
import dev.berth.registry.spi.insight.SizeStore;
import dev.berth.registry.spi.insight.TagListStore;
import dev.berth.registry.spi.insight.UsageStore;
import dev.berth.registry.spi.metadata.ManifestProperties;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers from a {@link MemoryTables}; everything is added up when it is asked for. */
final class InMemoryInsights implements InsightStore {
    private final MemoryTables tables;
    private final TagListStore tags;
    private final InMemorySizes sizes;
    private final UsageStore usage;
    private final SearchStore search;

    InMemoryInsights(MemoryTables tables) {
        this.tables = tables;
        tags = new InMemoryTagList(tables);
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
    public TagListStore tags() {
        return tags;
    }

    @Override
    public FreedBytesStore freedBytes() {
        return sizes;
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
                        .filter(rows -> search.below()
                                .map(path -> isBelow(path, rows.name))
                                .orElse(true))
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
                    .filter(tag -> search.unusedSince()
                            .map(since -> InMemoryUsage.isUnused(rows, tag, since))
                            .orElse(true))
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
