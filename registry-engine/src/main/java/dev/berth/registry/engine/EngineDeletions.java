package dev.berth.registry.engine;

import dev.berth.registry.Deletions;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.RepositoryDeletion;
import dev.berth.registry.TagDeletion;
import dev.berth.registry.TagPreview;
import dev.berth.registry.engine.request.EnginePolicy;
import dev.berth.registry.engine.request.RequestEvents;
import dev.berth.registry.engine.request.StoreCall;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositoryQuery;
import dev.berth.registry.model.SelectedTag;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagSelection;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.insight.InsightStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.RepositoryStore;
import dev.berth.registry.spi.metadata.TagRemoval;
import dev.berth.registry.spi.metadata.TagStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Deletes many tags and whole repositories, batch by batch. */
final class EngineDeletions implements Deletions {
    /** The greatest number of tags that one transaction removes. */
    private static final int BATCH = 500;
    /** The greatest number of repositories that one call deletes. */
    private static final int REPOSITORIES = 1_000;
    /** The greatest number of tags of which the freed bytes are counted. */
    private static final int MOST_COUNTED = 10_000;

    private final TagStore tags;
    private final RepositoryStore repositories;
    private final InsightStore insights;
    private final RequestEvents requestEvents;
    private final EnginePolicy policy;

    EngineDeletions(MetadataStore metadata, RequestEvents requestEvents, EnginePolicy policy) {
        this.tags = metadata.tags();
        this.repositories = metadata.repositories();
        this.insights = metadata.insights();
        this.requestEvents = requestEvents;
        this.policy = policy;
    }

    @Override
    public TagPreview preview(RepositoryName repository, TagSelection selection, PageRequest page) {
        return StoreCall.answer(() -> {
            requireRecorded(selection);
            int most = Math.max(page.limit(), MOST_COUNTED);
            Page<SelectedTag> read = select(repository, selection, new PageRequest(most, page.last()));
            Page<SelectedTag> shown =
                    read.items().size() > page.limit() ? Page.ofFetched(read.items(), page.limit()) : read;
            long count = tags.count(repository, selection);
            long staying = Math.max(0, tags.count(repository, TagSelection.ALL) - count);
            return new TagPreview(count, staying, freed(repository, read.items()), shown);
        });
    }

    private long freed(RepositoryName repository, List<SelectedTag> selected) throws StoreException {
        Map<Digest, Long> lost = new HashMap<>();
        selected.stream().limit(MOST_COUNTED).forEach(tag -> lost.merge(tag.digest(), 1L, Long::sum));
        return lost.isEmpty() ? 0 : insights.freedBytes().ofTags(repository, lost);
    }

    /** Without a record of its last use every tag would count as unused. */
    private void requireRecorded(TagSelection selection) throws StoreException {
        if (selection.unusedSince().isEmpty()) {
            return;
        }
        LocalDate needed = LocalDate.ofInstant(selection.unusedSince().get(), ZoneOffset.UTC);
        Optional<LocalDate> since = insights.usage().recordedSince();
        if (since.isEmpty() || since.get().isAfter(needed)) {
            throw new RegistryException(
                    ErrorCode.UNSUPPORTED,
                    since.map(day -> "usage is recorded since " + day).orElse("no usage is recorded")
                            + "; tags cannot be selected by their use since " + needed,
                    Map.of("since", needed.toString()));
        }
    }

    @Override
    public TagDeletion delete(
            RepositoryName repository, TagSelection selection, PageRequest page, Predicate<Tag> deletable) {
        policy.requireDeletable();
        return StoreCall.answer(() -> {
            requireRecorded(selection);
            return remove(repository, selection, page, deletable);
        });
    }

    @Override
    public RepositoryDeletion delete(RepositoryName repository) {
        policy.requireDeletable();
        return StoreCall.answer(() -> remove(repository));
    }

    private RepositoryDeletion remove(RepositoryName repository) throws StoreException {
        PageRequest everything = PageRequest.first(Integer.MAX_VALUE);
        long removed =
                remove(repository, TagSelection.ALL, everything, every -> true).deleted();
        List<NewEvent> events = requestEvents.deleted(repository);
        if (!repositories.delete(repository, events)) {
            throw UnknownRepository.of(repository);
        }
        requestEvents.recorded(events);
        return new RepositoryDeletion(1, removed, 0, 0, false);
    }

    @Override
    public RepositoryDeletion preview(RepositoryName repository) {
        return StoreCall.answer(() -> {
            if (insights.repository(repository).isEmpty()) {
                throw UnknownRepository.of(repository);
            }
            long freed = insights.freedBytes().ofRepositories(List.of(repository));
            return new RepositoryDeletion(1, tags.count(repository, TagSelection.ALL), freed, 0, false);
        });
    }

    @Override
    public RepositoryDeletion previewBelow(RepositoryName path, Predicate<RepositoryName> deletable) {
        return StoreCall.answer(() -> {
            Page<RepositoryName> found = atAndBelow(path);
            long tagged = 0;
            List<RepositoryName> selected =
                    found.items().stream().filter(deletable).toList();
            for (RepositoryName each : selected) {
                tagged += tags.count(each, TagSelection.ALL);
            }
            long freed = insights.freedBytes().ofRepositories(selected);
            long kept = (long) found.items().size() - selected.size();
            return new RepositoryDeletion(selected.size(), tagged, freed, kept, found.more());
        });
    }

    @Override
    public RepositoryDeletion deleteBelow(RepositoryName path, Predicate<RepositoryName> deletable) {
        policy.requireDeletable();
        return StoreCall.answer(() -> {
            Page<RepositoryName> found = atAndBelow(path);
            long count = 0;
            long tagged = 0;
            for (RepositoryName each : found.items()) {
                if (deletable.test(each)) {
                    tagged += remove(each).tags();
                    count++;
                }
            }
            return new RepositoryDeletion(count, tagged, 0, found.items().size() - count, found.more());
        });
    }

    private Page<RepositoryName> atAndBelow(RepositoryName path) throws StoreException {
        PageRequest most = PageRequest.first(REPOSITORIES);
        Page<RepositoryName> below =
                new VisibleRepositories(repositories).list(RepositoryQuery.below(path, most), every -> true);
        if (tags.list(path, PageRequest.first(0)).isEmpty()) {
            if (below.items().isEmpty()) {
                throw UnknownRepository.of(path);
            }
            return below;
        }
        return new Page<>(Stream.concat(Stream.of(path), below.items().stream()).toList(), below.more());
    }

    private TagDeletion remove(
            RepositoryName repository, TagSelection selection, PageRequest page, Predicate<Tag> deletable)
            throws StoreException {
        long deleted = 0;
        int examined = 0;
        Optional<String> last = page.last();
        boolean more = true;
        while (more && examined < page.limit()) {
            int size = Math.min(BATCH, page.limit() - examined);
            Page<SelectedTag> batch = select(repository, selection, new PageRequest(size, last));
            List<TagRemoval> removals = batch.items().stream()
                    .filter(each -> deletable.test(each.tag()))
                    .map(each -> new TagRemoval(each, requestEvents.deleted(repository, each.tag())))
                    .toList();
            deleted += remove(repository, removals);
            examined += batch.items().size();
            last = batch.next(each -> each.tag().value());
            more = last.isPresent();
        }
        return new TagDeletion(deleted, examined - deleted, last);
    }

    private int remove(RepositoryName repository, List<TagRemoval> removals) throws StoreException {
        if (removals.isEmpty()) {
            return 0;
        }
        int removed = tags.delete(repository, removals).size();
        if (removed > 0) {
            requestEvents.recorded(removals.get(0).events());
        }
        return removed;
    }

    private Page<SelectedTag> select(RepositoryName repository, TagSelection selection, PageRequest page)
            throws StoreException {
        return tags.select(repository, selection, page).orElseThrow(() -> UnknownRepository.of(repository));
    }
}
