package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.BlobRows.StoredContent;
import dev.berth.registry.engine.memory.RepositoryRows.ManifestRow;
import dev.berth.registry.engine.memory.TagRows.TagRow;
import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageItem;
import dev.berth.registry.spi.insight.UsageItem.OfManifest;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import dev.berth.registry.spi.insight.UsageStore;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Usage of the repositories of a {@link MemoryTables}. */
final class InMemoryUsage implements UsageStore {
    private final MemoryTables tables;
    private final Map<UUID, Long> batches = new HashMap<>();

    InMemoryUsage(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public boolean add(UsageBatch batch) {
        return tables.storeLock.write(() -> {
            if (batches.getOrDefault(batch.node(), Long.MIN_VALUE) >= batch.number()) {
                return false;
            }
            batches.put(batch.node(), batch.number());
            for (Count count : batch.counts()) {
                RepositoryName name = count.repository();
                tables.find(name)
                        .or(() -> tables.renames.renamed(name).flatMap(tables::find))
                        .ifPresent(rows -> rows.usage.add(count.item(), count.day(), count.usage()));
            }
            return true;
        });
    }

    @Override
    public Optional<LocalDate> recordedSince() {
        return tables.storeLock.read(() -> tables.repositories.all().stream()
                .flatMap(rows -> rows.usage.firstDay().stream())
                .min(Comparator.naturalOrder()));
    }

    @Override
    public Optional<Map<UsageItem, Usage>> find(RepositoryName repository, Collection<UsageItem> items) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> find(rows, items)));
    }

    private static Map<UsageItem, Usage> find(RepositoryRows rows, Collection<UsageItem> items) {
        Map<UsageItem, Usage> found = new HashMap<>();
        for (UsageItem item : items) {
            rows.usage.find(item).ifPresent(usage -> found.merge(item, usage, Usage::plus));
            pushes(rows, item).ifPresent(usage -> found.merge(item, usage, Usage::plus));
        }
        return found;
    }

    /** Those of a tag or manifest, which its row has. */
    private static Optional<Usage> pushes(RepositoryRows rows, UsageItem item) {
        if (item instanceof OfTag of) {
            return rows.tags.row(of.tag()).flatMap(TagRow::pushed);
        }
        return item instanceof OfManifest of
                ? Optional.ofNullable(rows.manifests.get(of.digest()))
                        .map(ManifestRow::pushes)
                        .filter(usage -> usage.pushes() > 0)
                : Optional.empty();
    }

    @Override
    public Optional<List<DayUsage>> days(RepositoryName repository, LocalDate first, LocalDate last) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> rows.usage.days(first, last)));
    }

    @Override
    public Optional<Page<Tag>> unusedTags(RepositoryName repository, Instant since, PageRequest page) {
        return tables.storeLock.read(() -> tables.find(repository).map(rows -> {
            List<Tag> unused = rows.tags.all().stream()
                    .filter(tag -> tag.tag().value().compareTo(page.last().orElse("")) > 0)
                    .filter(tag -> isUnused(rows, tag, since))
                    .map(TagRow::tag)
                    .limit(page.limit() + 1L)
                    .toList();
            return Page.ofFetched(unused, page.limit());
        }));
    }

    /** True for a tag that was neither set nor used since. */
    static boolean isUnused(RepositoryRows rows, TagRow tag, Instant since) {
        Optional<Instant> used = rows.usage.find(new OfTag(tag.tag())).flatMap(Usage::used);
        return tag.set().isBefore(since)
                && used.map(time -> time.isBefore(since)).orElse(true);
    }

    @Override
    public List<RepositoryUsage> mostPulled(LocalDate first, int most) {
        return tables.storeLock.read(() -> tables.repositories.all().stream()
                .map(rows -> sum(rows, first))
                .filter(usage -> usage.pulls() > 0)
                .sorted(Comparator.comparingLong(RepositoryUsage::pulls)
                        .reversed()
                        .thenComparing(RepositoryUsage::name))
                .limit(most)
                .toList());
    }

    private static RepositoryUsage sum(RepositoryRows rows, LocalDate first) {
        List<DayUsage> days = rows.usage.days(first, LocalDate.MAX);
        return new RepositoryUsage(
                rows.name,
                days.stream().mapToLong(DayUsage::pulls).sum(),
                days.stream().mapToLong(DayUsage::pushes).sum());
    }

    @Override
    public int expire(LocalDate before, int most) {
        return tables.storeLock.write(() -> tables.repositories.all().stream()
                .mapToInt(rows -> rows.usage.expire(before, item -> isThere(rows, item)))
                .sum());
    }

    private static boolean isThere(RepositoryRows rows, UsageItem item) {
        if (item instanceof OfTag of) {
            return rows.tags.find(of.tag()).isPresent();
        }
        return !(item instanceof OfManifest of) || rows.manifests.containsKey(of.digest());
    }

    /** The usage of one repository and its items. Changed under the write lock of its ledger only. */
    static final class UsageRows {
        private final Map<UsageItem, Usage> items = new ConcurrentHashMap<>();
        private final NavigableMap<LocalDate, Usage> days = new ConcurrentSkipListMap<>();

        void add(UsageItem item, LocalDate day, Usage usage) {
            items.merge(item, usage, Usage::plus);
            if (item instanceof UsageItem.OfRepository) {
                days.merge(day, usage, Usage::plus);
            }
        }

        Optional<LocalDate> firstDay() {
            return days.keySet().stream().findFirst();
        }

        Optional<Usage> find(UsageItem item) {
            return Optional.ofNullable(items.get(item));
        }

        List<DayUsage> days(LocalDate first, LocalDate last) {
            return last.isBefore(first)
                    ? List.of()
                    : days.subMap(first, true, last, true).entrySet().stream()
                            .map(day -> new DayUsage(
                                    day.getKey(),
                                    day.getValue().pulls(),
                                    day.getValue().pushes()))
                            .toList();
        }

        void copy(UsageRows other) {
            items.putAll(other.items);
            days.putAll(other.days);
        }

        /** Removes days before this one, and items that are unused since and not there. */
        int expire(LocalDate before, Predicate<UsageItem> there) {
            int size = days.size() + items.size();
            days.headMap(before).clear();
            items.entrySet()
                    .removeIf(row ->
                            !there.test(row.getKey()) && last(row.getValue()).isBefore(before));
            return size - days.size() - items.size();
        }

        private static LocalDate last(Usage usage) {
            return Stream.of(usage.used(), usage.pushed())
                    .flatMap(Optional::stream)
                    .max(Comparator.naturalOrder())
                    .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate())
                    .orElse(LocalDate.MIN);
        }
    }

    /** Figures of the whole of a {@link MemoryTables} by day. */
    static final class DailyTotals implements DailyFigureStore {
        private final MemoryTables tables;
        private final NavigableMap<LocalDate, DailyFigures.Content> measured = new ConcurrentSkipListMap<>();

        DailyTotals(MemoryTables tables) {
            this.tables = tables;
        }

        @Override
        public boolean measure(Instant before) {
            return tables.storeLock.write(() -> {
                Instant now = tables.now();
                LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
                DailyFigures.Content last = measured.get(day);
                if (last != null && !last.measured().isBefore(before)) {
                    return false;
                }
                measured.put(day, measured(now));
                return true;
            });
        }

        private DailyFigures.Content measured(Instant now) {
            long bytes = 0;
            long shared = 0;
            long linked = 0;
            List<StoredContent> blobs = tables.blobs.intact();
            for (StoredContent blob : blobs) {
                int holders = blob.holders().all().size();
                bytes += blob.size();
                shared += holders > 1 ? blob.size() : 0;
                linked += holders * blob.size();
            }
            return new DailyFigures.Content(now, tables.repositories.all().size(), blobs.size(), bytes, shared, linked);
        }

        @Override
        public List<DailyFigures> days(LocalDate first, LocalDate last) {
            return tables.storeLock.read(() -> {
                NavigableMap<LocalDate, DailyFigures> days = new TreeMap<>();
                if (last.isBefore(first)) {
                    return List.<DailyFigures>of();
                }
                measured.subMap(first, true, last, true)
                        .forEach((day, content) -> days.put(day, new DailyFigures(day, Optional.of(content), 0, 0)));
                tables.repositories
                        .all()
                        .forEach(rows -> rows.usage
                                .days(first, last)
                                .forEach(usage -> days.merge(usage.day(), of(usage), DailyTotals::sum)));
                return List.copyOf(days.values());
            });
        }

        private static DailyFigures of(DayUsage usage) {
            return new DailyFigures(usage.day(), Optional.empty(), usage.pulls(), usage.pushes());
        }

        private static DailyFigures sum(DailyFigures known, DailyFigures more) {
            return new DailyFigures(
                    known.day(), known.content(), known.pulls() + more.pulls(), known.pushes() + more.pushes());
        }

        @Override
        public int expire(LocalDate before) {
            return tables.storeLock.write(() -> {
                int size = measured.size();
                measured.headMap(before).clear();
                return size - measured.size();
            });
        }
    }
}
