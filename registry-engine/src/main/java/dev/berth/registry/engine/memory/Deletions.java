package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DueDeletion;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keys of objects to delete. Used under the write lock only. */
final class Deletions {
    private final Map<StorageKey, Doomed> byKey = new HashMap<>();
    private final NavigableSet<Doomed> waiting =
            new TreeSet<>(Comparator.comparing(Doomed::next).thenComparing(Doomed::key));
    private final SortedRows<StorageKey> setAside = new SortedRows<>();

    /** A key that was set aside or is due at {@code next}. */
    private record Doomed(StorageKey key, Instant since, int attempts, Instant next, boolean givenUp) {
        Doomed begun(Instant until) {
            return new Doomed(key, since, attempts + 1, until, givenUp);
        }

        Doomed dueAt(Instant when) {
            return new Doomed(key, since, attempts, when, false);
        }

        Doomed setAside() {
            return new Doomed(key, since, attempts, next, true);
        }

        DueDeletion due() {
            return new DueDeletion(key, since, attempts);
        }
    }

    boolean contains(StorageKey key) {
        return byKey.containsKey(key);
    }

    /** Queues a key that is not queued; one that was set aside begins anew. True when it was queued. */
    boolean queue(StorageKey key, Instant now) {
        Doomed there = byKey.get(key);
        boolean anew = there == null || there.givenUp();
        if (anew) {
            put(new Doomed(key, now, 0, now, false));
        }
        return anew;
    }

    List<DueDeletion> claim(int most, Instant due, Instant until) {
        List<Doomed> claimed = waiting.stream()
                .takeWhile(doomed -> !doomed.next().isAfter(due))
                .limit(most)
                .toList();
        claimed.forEach(doomed -> put(doomed.begun(until)));
        return claimed.stream().map(Doomed::due).toList();
    }

    /** Takes back a deletion that has not begun; false when there is none. */
    boolean takeBack(StorageKey key) {
        Doomed there = byKey.get(key);
        boolean unbegun = there != null && there.attempts() == 0 && !there.givenUp();
        if (unbegun) {
            remove(key);
        }
        return unbegun;
    }

    void remove(StorageKey key) {
        forget(byKey.remove(key));
    }

    void retry(StorageKey key, Instant next) {
        change(key, doomed -> doomed.dueAt(next));
    }

    void setAside(StorageKey key) {
        change(key, Doomed::setAside);
    }

    Page<StorageKey> setAside(PageRequest page) {
        return setAside.page(page, any -> true);
    }

    DeletionBacklog backlog() {
        Optional<Instant> oldest = waiting.stream().map(Doomed::since).min(Comparator.naturalOrder());
        return new DeletionBacklog(waiting.size(), oldest, byKey.size() - waiting.size());
    }

    private void change(StorageKey key, UnaryOperator<Doomed> change) {
        Doomed there = byKey.get(key);
        if (there != null) {
            put(change.apply(there));
        }
    }

    private void put(Doomed doomed) {
        forget(byKey.put(doomed.key(), doomed));
        if (doomed.givenUp()) {
            setAside.put(doomed.key().value(), doomed.key());
        } else {
            waiting.add(doomed);
        }
    }

    private void forget(@Nullable Doomed doomed) {
        if (doomed != null) {
            waiting.remove(doomed);
            setAside.remove(doomed.key().value());
        }
    }
}
