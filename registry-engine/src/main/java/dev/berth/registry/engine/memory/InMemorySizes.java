package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.NamespaceFigures;
import dev.berth.registry.model.NamespaceFigures.SizedNamespace;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.model.SizedRepository;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.insight.FreedBytesStore;
import dev.berth.registry.spi.insight.NamespaceStore;
import dev.berth.registry.spi.insight.SizeStore;
import dev.berth.registry.spi.insight.UsageItem.OfRepository;
import dev.berth.registry.spi.metadata.ManifestReference;
import dev.berth.registry.spi.metadata.ManifestReference.Target;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sizes of the repositories of a {@link MemoryTables}; everything is added up when it is asked for. */
final class InMemorySizes implements SizeStore, FreedBytesStore {
    private static final Comparator<SizePosition> LARGEST_FIRST =
            Comparator.comparingLong(SizePosition::size).reversed().thenComparing(SizePosition::name);

    private final MemoryTables tables;

    InMemorySizes(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public OptionalLong size(RepositoryName repository) {
        return tables.storeLock.read(() -> sum(tables.find(repository).stream().toList()));
    }

    @Override
    public NamespaceStore namespaces() {
        return new Namespaces(tables);
    }

    private static OptionalLong sum(List<RepositoryRows> repositories) {
        Map<Digest, Long> layers = new HashMap<>();
        repositories.forEach(rows -> layers.putAll(SizeSum.layers(rows)));
        return repositories.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum(layers));
    }

    private static long sum(Map<Digest, Long> sizes) {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public List<SizedRepository> sized(List<RepositoryName> names) {
        return tables.storeLock.read(() -> names.stream()
                .distinct()
                .sorted()
                .flatMap(name -> tables.find(name).stream())
                .map(rows -> new SizedRepository(InMemoryInsights.details(rows), sum(SizeSum.layers(rows))))
                .toList());
    }

    @Override
    public Optional<RepositoryFigures> figures(RepositoryName repository) {
        return tables.storeLock.read(() -> tables.find(repository).map(this::figures));
    }

    private RepositoryFigures figures(RepositoryRows rows) {
        long manifests = manifestBytes(rows);
        long blobs = bytes(blobs(rows));
        long alone = bytes(blobs(rows).filter(blob -> isAlone(tables, blob.digest(), Set.of(rows.name))));
        return new RepositoryFigures(
                rows.name,
                rows.tags.all().size(),
                rows.manifests.size(),
                blobs(rows).count(),
                sum(SizeSum.layers(rows)),
                manifests + blobs,
                manifests + alone,
                unreferenced(rows));
    }

    private long unreferenced(RepositoryRows rows) {
        HolderSearch search = new HolderSearch(tables);
        Map<Digest, Long> dead = rows.manifests.values().stream()
                .map(row -> row.put().manifest())
                .filter(manifest -> search.unreferenced(rows, manifest.digest()).isPresent())
                .collect(Collectors.toMap(Manifest::digest, manifest -> (long) manifest.size()));
        return sum(dead)
                + bytes(blobs(rows)
                        .filter(blob -> dead.keySet()
                                .containsAll(rows.references.to(blob.digest()).keySet())));
    }

    private static Stream<StoredBlob> blobs(RepositoryRows rows) {
        return rows.links.digests().stream().map(rows.links::find).flatMap(Optional::stream);
    }

    private static long bytes(Stream<StoredBlob> blobs) {
        return blobs.mapToLong(StoredBlob::size).sum();
    }

    /** True when no other repository has the blob. */
    private static boolean isAlone(MemoryTables tables, Digest blob, Set<RepositoryName> repositories) {
        return tables.blobs
                .find(blob)
                .filter(found -> repositories.containsAll(found.holders().all()))
                .isPresent();
    }

    @Override
    public Page<RepositorySize> largest(int limit, Optional<SizePosition> after) {
        return tables.storeLock.read(() -> Page.ofFetched(
                tables.repositories.all().stream()
                        .map(rows -> new RepositorySize(
                                rows.name,
                                sum(SizeSum.layers(rows)),
                                rows.tags.all().size()))
                        .filter(found -> found.size() > 0)
                        .filter(found -> after.isEmpty() || LARGEST_FIRST.compare(found.position(), after.get()) > 0)
                        .sorted(Comparator.comparing(RepositorySize::position, LARGEST_FIRST))
                        .limit(limit + 1L)
                        .toList(),
                limit));
    }

    @Override
    public long ofRepositories(Collection<RepositoryName> repositories) {
        return tables.storeLock.read(() -> freed(Set.copyOf(repositories)));
    }

    private long freed(Set<RepositoryName> repositories) {
        Map<Digest, Long> alone = new HashMap<>();
        long manifests = 0;
        for (RepositoryName name : repositories) {
            for (RepositoryRows rows : tables.find(name).stream().toList()) {
                manifests += manifestBytes(rows);
                blobs(rows)
                        .filter(blob -> isAlone(tables, blob.digest(), repositories))
                        .forEach(blob -> alone.put(blob.digest(), blob.size()));
            }
        }
        return manifests + sum(alone);
    }

    private static long manifestBytes(RepositoryRows rows) {
        return rows.manifests.values().stream()
                .mapToLong(row -> row.put().manifest().size())
                .sum();
    }

    /** Layers that are needed only by the tags that would go, and that no other repository has. */
    @Override
    public long ofTags(RepositoryName repository, Map<Digest, Long> tags) {
        return tables.storeLock.read(() -> tables.find(repository)
                .map(rows -> {
                    Map<Digest, Long> lost = new HashMap<>(SizeSum.layers(rows));
                    lost.keySet().removeAll(SizeSum.layersWithout(rows, tags).keySet());
                    lost.keySet().removeIf(layer -> !isAlone(tables, layer, Set.of(repository)));
                    return sum(lost);
                })
                .orElse(0L));
    }

    /** Nothing is counted ahead. */
    @Override
    public int count(int most) {
        return 0;
    }

    /** Repositories at and below paths. */
    private record Namespaces(MemoryTables tables) implements NamespaceStore {

        @Override
        public OptionalLong size(RepositoryName path) {
            return tables.storeLock.read(() -> sum(below(path)));
        }

        private List<RepositoryRows> below(RepositoryName path) {
            return tables.repositories.all().stream()
                    .filter(rows -> InMemoryInsights.isBelow(path, rows.name))
                    .toList();
        }

        @Override
        public Optional<NamespaceFigures> figures(RepositoryName path) {
            return tables.storeLock.read(() -> {
                List<RepositoryRows> below = below(path);
                return below.isEmpty() ? Optional.empty() : Optional.of(figures(path, below));
            });
        }

        private static NamespaceFigures figures(RepositoryName path, List<RepositoryRows> below) {
            return new NamespaceFigures(
                    path,
                    below.size(),
                    below.stream().mapToLong(rows -> rows.tags.all().size()).sum(),
                    sum(below).orElse(0),
                    below.stream().mapToLong(rows -> sum(SizeSum.layers(rows))).sum());
        }

        @Override
        public Page<SizedNamespace> largest(Optional<RepositoryName> below, int limit, Optional<SizePosition> after) {
            return tables.storeLock.read(() -> Page.ofFetched(
                    tables.repositories.all().stream()
                            .flatMap(rows -> child(below, rows.name).stream())
                            .distinct()
                            .map(this::sized)
                            .filter(each -> after.isEmpty() || LARGEST_FIRST.compare(each.position(), after.get()) > 0)
                            .sorted(Comparator.comparing(SizedNamespace::position, LARGEST_FIRST))
                            .limit(limit + 1L)
                            .toList(),
                    limit));
        }

        /** The path one level below another at or below which a repository is. */
        private static Optional<RepositoryName> child(Optional<RepositoryName> below, RepositoryName name) {
            String prefix = below.map(path -> path.value() + "/").orElse("");
            int slash = name.value().indexOf('/', prefix.length());
            return name.value().startsWith(prefix)
                    ? Optional.of(
                            slash < 0 ? name : new RepositoryName(name.value().substring(0, slash)))
                    : Optional.empty();
        }

        private SizedNamespace sized(RepositoryName path) {
            List<RepositoryRows> below = below(path);
            List<Usage> usage = below.stream()
                    .flatMap(rows -> rows.usage.find(new OfRepository()).stream())
                    .toList();
            return new SizedNamespace(
                    figures(path, below),
                    tables.find(path).isPresent(),
                    usage.stream().mapToLong(Usage::pulls).sum(),
                    usage.stream().flatMap(each -> each.pushed().stream()).max(Comparator.naturalOrder()));
        }

        @Override
        public Map<RepositoryName, Long> exclusive(Collection<RepositoryName> paths) {
            return tables.storeLock.read(
                    () -> paths.stream().distinct().collect(Collectors.toMap(Function.identity(), this::alone)));
        }

        private long alone(RepositoryName path) {
            List<RepositoryRows> below = below(path);
            Set<RepositoryName> names = below.stream().map(rows -> rows.name).collect(Collectors.toSet());
            Map<Digest, Long> layers = new HashMap<>();
            below.forEach(rows -> layers.putAll(SizeSum.layers(rows)));
            layers.keySet().removeIf(layer -> !isAlone(tables, layer, names));
            return sum(layers);
        }
    }

    /** Adds up what manifests of a repository need. Each digest is reached once, whatever lists it. */
    static final class SizeSum {
        private final RepositoryRows rows;
        private final Set<Digest> reached = new HashSet<>();
        private final Map<Digest, Long> manifests = new HashMap<>();
        private final Map<Digest, Long> configs = new HashMap<>();
        private final Map<Digest, Long> layers = new HashMap<>();

        private SizeSum(RepositoryRows rows) {
            this.rows = rows;
        }

        /** The layers all tags need, with their sizes. */
        static Map<Digest, Long> layers(RepositoryRows rows) {
            SizeSum sum = new SizeSum(rows);
            rows.tags.all().stream().map(TagRow::digest).forEach(sum::reach);
            return sum.layers;
        }

        /** The layers that are needed when each of these manifests has lost so many tags. */
        static Map<Digest, Long> layersWithout(RepositoryRows rows, Map<Digest, Long> lost) {
            SizeSum sum = new SizeSum(rows);
            rows.tags.all().stream()
                    .map(TagRow::digest)
                    .distinct()
                    .filter(digest -> rows.tags.of(digest).size() > lost.getOrDefault(digest, 0L))
                    .forEach(sum::reach);
            return sum.layers;
        }

        /** Bytes of a manifest and everything it needs. */
        static long needed(RepositoryRows rows, Digest manifest) {
            SizeSum sum = new SizeSum(rows);
            sum.reach(manifest);
            Map<Digest, Long> all = new HashMap<>(sum.layers);
            all.putAll(sum.configs);
            all.putAll(sum.manifests);
            return all.values().stream().mapToLong(Long::longValue).sum();
        }

        private void reach(Digest root) {
            Deque<Digest> left = new ArrayDeque<>(Set.of(root));
            while (!left.isEmpty()) {
                Digest digest = left.remove();
                ManifestRow manifest = rows.manifests.get(digest);
                if (manifest != null && reached.add(digest)) {
                    manifests.put(digest, (long) manifest.put().manifest().size());
                    manifest.put().references().forEach(reference -> reach(reference, left));
                }
            }
        }

        private void reach(ManifestReference reference, Deque<Digest> left) {
            Digest digest = reference.digest();
            if (reference.target() == Target.MANIFEST_OR_BLOB && rows.manifests.containsKey(digest)) {
                left.add(digest);
            } else {
                Map<Digest, Long> kind = reference.target() == Target.CONFIG ? configs : layers;
                rows.links.find(digest).map(StoredBlob::size).ifPresent(size -> kind.put(digest, size));
            }
        }
    }
}
