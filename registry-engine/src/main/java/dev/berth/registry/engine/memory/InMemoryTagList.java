package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.InMemorySizes.SizeSum;
import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Manifest.Query.Selection;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import dev.berth.registry.spi.insight.PlatformDocument;
import dev.berth.registry.spi.insight.PlatformDocument.OfImage;
import dev.berth.registry.spi.insight.PlatformDocument.OfIndex;
import dev.berth.registry.spi.insight.TagListStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of the tags and manifests of a {@link MemoryTables}. */
final class InMemoryTagList implements TagListStore {
    private final MemoryTables tables;

    InMemoryTagList(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Slice<TagDetails>> page(RepositoryName repository, TagQuery query) {
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
    public Optional<Page<Manifest.Details>> manifests(RepositoryName repository, Manifest.Query query) {
        String last = query.page().last().orElse("");
        return tables.storeLock.read(() -> tables.find(repository)
                .map(rows -> Page.ofFetched(
                        rows.manifests.entrySet().stream()
                                .filter(entry -> entry.getKey().toString().compareTo(last) > 0)
                                .filter(entry -> query.selection() == Selection.ALL
                                        || rows.tags.of(entry.getKey()).isEmpty())
                                .sorted(Comparator.comparing(
                                        entry -> entry.getKey().toString()))
                                .limit(query.page().limit() + 1L)
                                .map(entry -> details(rows, entry.getValue()))
                                .toList(),
                        query.page().limit())));
    }

    private static Manifest.Details details(RepositoryRows rows, ManifestRow row) {
        NewManifest put = row.put();
        Digest digest = put.manifest().digest();
        List<Tag> tags = rows.tags.of(digest).stream().sorted().toList();
        return new Manifest.Details(
                digest,
                put.manifest().mediaType(),
                put.properties().kind(),
                put.manifest().size(),
                put.subject(),
                row.created(),
                tags.stream().limit(Manifest.Details.MOST_TAGS).toList(),
                tags.size() > Manifest.Details.MOST_TAGS);
    }

    @Override
    public Set<Digest> signed(RepositoryName repository, Collection<Digest> manifests) {
        return tables.storeLock.read(() -> tables.find(repository).stream()
                .flatMap(rows -> manifests.stream().filter(digest -> isSigned(rows, digest)))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean isSigned(RepositoryRows rows, Digest digest) {
        Tag signature = new Tag(digest.toString().replace(':', '-') + ".sig");
        return rows.tags.find(signature).isPresent()
                || rows.referrers(digest).names().stream()
                        .map(referrer -> rows.manifest(Digest.of(referrer)))
                        .anyMatch(referrer -> referrer.properties().kind().equals(ArtifactKind.SIGNATURE));
    }

    @Override
    public List<PlatformDocument> platformDocuments(
            RepositoryName repository, Collection<Digest> manifests, Set<MediaType> configs) {
        return tables.storeLock.read(() -> tables.find(repository).stream()
                .flatMap(rows -> manifests.stream().distinct().flatMap(digest -> document(rows, digest, configs)))
                .toList());
    }

    private static Stream<PlatformDocument> document(RepositoryRows rows, Digest digest, Set<MediaType> configs) {
        ManifestRow row = rows.manifests.get(digest);
        if (row == null) {
            return Stream.empty();
        }
        NewManifest manifest = row.put();
        if (manifest.manifest().mediaType().isIndex()) {
            return manifest.manifest().size() <= PlatformDocument.LONGEST_INDEX
                    ? Stream.of(new OfIndex(manifest.manifest()))
                    : Stream.empty();
        }
        return manifest
                .properties()
                .config()
                .filter(config -> configs.contains(config.mediaType()))
                .flatMap(config -> rows.links.find(config.digest()))
                .filter(config -> config.size() <= PlatformDocument.LONGEST_CONFIG)
                .map(config -> image(digest, config))
                .stream();
    }

    private static PlatformDocument image(Digest digest, StoredBlob config) {
        return new OfImage(digest, config.key(), (int) config.size());
    }

    @Override
    public Map<Digest, List<Descriptor>> referrers(
            RepositoryName repository, Collection<Digest> subjects, Set<MediaType> types, int most) {
        return tables.storeLock.read(() -> {
            Map<Digest, List<Descriptor>> referrers = new HashMap<>();
            tables.find(repository)
                    .ifPresent(rows -> subjects.forEach(subject -> {
                        List<Descriptor> found = rows.referrers(subject).all().stream()
                                .filter(referrer -> types.isEmpty()
                                        || referrer.artifactType()
                                                .filter(types::contains)
                                                .isPresent())
                                .limit(most)
                                .map(InMemoryTagList::withoutAnnotations)
                                .toList();
                        if (!found.isEmpty()) {
                            referrers.put(subject, found);
                        }
                    }));
            return referrers;
        });
    }

    private static Descriptor withoutAnnotations(Descriptor referrer) {
        return new Descriptor(
                referrer.mediaType(), referrer.digest(), referrer.size(), referrer.artifactType(), Map.of());
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
}
