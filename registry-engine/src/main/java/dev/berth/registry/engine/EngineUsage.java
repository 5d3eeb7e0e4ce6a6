package dev.berth.registry.engine;

import dev.berth.registry.UsageInsights;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.DayUsage;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryUsage;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageItem;
import dev.berth.registry.spi.insight.UsageItem.OfManifest;
import dev.berth.registry.spi.insight.UsageItem.OfRepository;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import dev.berth.registry.spi.insight.UsageStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers questions about pulls and pushes. */
final class EngineUsage implements UsageInsights {
    private static final int MOST_DAYS = 400;
    private static final int MOST_REPOSITORIES = 1_000;
    private static final int MOST_HIDDEN = 10_000;

    private final UsageStore usage;

    EngineUsage(UsageStore usage) {
        this.usage = usage;
    }

    @Override
    public Optional<LocalDate> recordedSince() {
        return StoreCall.answer(usage::recordedSince);
    }

    @Override
    public Usage repository(RepositoryName repository) {
        return one(repository, new OfRepository());
    }

    @Override
    public Usage manifest(RepositoryName repository, Digest digest) {
        return one(repository, new OfManifest(digest));
    }

    private Usage one(RepositoryName repository, UsageItem item) {
        return find(repository, List.of(item)).getOrDefault(item, Usage.NONE);
    }

    private Map<UsageItem, Usage> find(RepositoryName repository, Collection<UsageItem> items) {
        return StoreCall.answer(() -> usage.find(repository, items))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public List<DayUsage> days(RepositoryName repository, LocalDate first, LocalDate last) {
        LocalDate from = first.isBefore(last.minusDays(MOST_DAYS - 1L)) ? last.minusDays(MOST_DAYS - 1L) : first;
        return StoreCall.answer(() -> usage.days(repository, from, last))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public Map<Tag, Usage> tags(RepositoryName repository, Collection<Tag> tags) {
        List<UsageItem> items = tags.stream().<UsageItem>map(OfTag::new).toList();
        Map<UsageItem, Usage> found = find(repository, items);
        Map<Tag, Usage> byTag = new HashMap<>();
        for (Tag tag : tags) {
            Usage of = found.get(new OfTag(tag));
            if (of != null) {
                byTag.put(tag, of);
            }
        }
        return byTag;
    }

    @Override
    public Page<Tag> unusedTags(RepositoryName repository, Instant since, PageRequest page) {
        return StoreCall.answer(() -> usage.unusedTags(repository, since, page))
                .orElseThrow(() -> UnknownRepository.of(repository));
    }

    @Override
    public List<RepositoryUsage> mostPulled(LocalDate first, int most, Predicate<RepositoryName> visible) {
        return StoreCall.answer(() -> visible(first, Math.min(most, MOST_REPOSITORIES), visible));
    }

    /** Hidden repositories may take the places of visible ones: then more are read. */
    private List<RepositoryUsage> visible(LocalDate first, int most, Predicate<RepositoryName> visible)
            throws StoreException {
        List<RepositoryUsage> found = usage.mostPulled(first, most);
        List<RepositoryUsage> shown = only(found, most, visible);
        return shown.size() == found.size() ? shown : only(usage.mostPulled(first, MOST_HIDDEN), most, visible);
    }

    private static List<RepositoryUsage> only(
            List<RepositoryUsage> found, int most, Predicate<RepositoryName> visible) {
        return found.stream()
                .filter(repository -> visible.test(repository.name()))
                .limit(most)
                .toList();
    }
}
