package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.RepositoryRows.DeletedRow;
import dev.berth.registry.model.DeletedTag;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The tags of one repository, by name and by manifest. Changed under the write lock of its ledger only. */
final class TagRows {
    private final SortedRows<TagRow> byName = new SortedRows<>();
    private final SortedRows<DeletedTag> deleted = new SortedRows<>();
    private final Map<Digest, Set<Tag>> byManifest = new ConcurrentHashMap<>();

    /** A tag, when it was first set and when last, and how often by a push. */
    record TagRow(Tag tag, Digest digest, Instant created, Instant updated, long pushes) {
        /** The later of both times. */
        Instant set() {
            return updated.isAfter(created) ? updated : created;
        }

        Optional<Usage> pushed() {
            return pushes == 0
                    ? Optional.empty()
                    : Optional.of(new Usage(0, pushes, Optional.empty(), Optional.of(updated), Optional.empty()));
        }
    }

    Optional<TagRow> row(Tag tag) {
        return byName.find(tag.value());
    }

    Optional<Digest> find(Tag tag) {
        return row(tag).map(TagRow::digest);
    }

    Collection<TagRow> all() {
        return byName.all();
    }

    /** The tags of a manifest, in no order. */
    Set<Tag> of(Digest manifest) {
        return byManifest.getOrDefault(manifest, Set.of());
    }

    Page<Tag> page(PageRequest request) {
        return byName.namesPage(request).map(Tag::new);
    }

    Collection<String> names() {
        return byName.names();
    }

    void copy(TagRows other) {
        for (TagRow row : other.all()) {
            byName.put(row.tag().value(), row);
        }
        byManifest.putAll(other.byManifest);
        for (DeletedTag tag : other.deleted.all()) {
            deleted.put(tag.tag().value(), tag);
        }
    }

    /** Sets a tag by a push; the other manifest that lost the tag to this one. */
    Optional<Digest> push(Tag tag, Digest manifest, Instant now) {
        return set(tag, manifest, now, 1);
    }

    /** The other manifest that lost the tag to this one. */
    Optional<Digest> set(Tag tag, Digest manifest, Instant now) {
        return set(tag, manifest, now, 0);
    }

    private Optional<Digest> set(Tag tag, Digest manifest, Instant now, int more) {
        Optional<Digest> other = find(tag).filter(named -> !named.equals(manifest));
        other.ifPresent(named -> forget(tag, named));
        Optional<TagRow> before = row(tag);
        Instant created = before.map(TagRow::created).orElse(now);
        long pushes = before.map(TagRow::pushes).orElse(0L) + more;
        byName.put(tag.value(), new TagRow(tag, manifest, created, now, pushes));
        byManifest
                .computeIfAbsent(manifest, named -> ConcurrentHashMap.newKeySet())
                .add(tag);
        return other;
    }

    /** The manifest that lost the tag. */
    Optional<Digest> remove(Tag tag) {
        Optional<Digest> named = find(tag);
        named.ifPresent(manifest -> {
            byName.remove(tag.value());
            forget(tag, manifest);
        });
        return named;
    }

    /** The manifest that lost the tag, whose deletion is recorded. */
    Optional<Digest> delete(Tag tag, Instant now) {
        Optional<Digest> named = remove(tag);
        named.ifPresent(manifest -> deleted.put(tag.value(), new DeletedTag(tag, manifest, now)));
        return named;
    }

    Collection<DeletedTag> deleted() {
        return deleted.all();
    }

    /** The tags that were deleted together with a manifest and whose names are free. */
    Stream<Tag> deletedWith(DeletedRow manifest) {
        return deleted.all().stream()
                .filter(each -> each.digest().equals(manifest.manifest().digest())
                        && each.deleted().equals(manifest.time())
                        && find(each.tag()).isEmpty())
                .map(DeletedTag::tag);
    }

    int forget(Instant before, int most) {
        List<DeletedTag> old = deleted.all().stream()
                .filter(each -> each.deleted().isBefore(before))
                .limit(most)
                .toList();
        old.forEach(each -> deleted.remove(each.tag().value()));
        return old.size();
    }

    /** Removes all tags of a manifest, whose deletion is recorded. */
    void deleteAll(Digest manifest, Instant now) {
        Set.copyOf(of(manifest)).forEach(tag -> delete(tag, now));
    }

    /** Removes all tags of a manifest. */
    void removeAll(Digest manifest) {
        Set.copyOf(of(manifest)).forEach(this::remove);
    }

    private void forget(Tag tag, Digest manifest) {
        byManifest.computeIfPresent(manifest, (same, tags) -> {
            tags.remove(tag);
            return tags.isEmpty() ? null : tags;
        });
    }
}
