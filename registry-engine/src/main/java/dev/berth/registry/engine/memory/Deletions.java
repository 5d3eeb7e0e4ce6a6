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
    private final Map<StorageKey, QueuedDeletion> byKey = new HashMap<>();
    private final NavigableSet<QueuedDeletion> waiting =
            new TreeSet<>(Comparator.comparing(QueuedDeletion::next).thenComparing(QueuedDeletion::key));
    private final SortedRows<StorageKey> setAside = new SortedRows<>();

    /** A key that was set aside or is due at {@code next}. */
    private record QueuedDeletion(StorageKey key, Instant since, int attempts, Instant next, boolean givenUp) {
        QueuedDeletion begun(Instant until) {
            return new QueuedDeletion(key, since, attempts + 1, until, givenUp);
        }

        QueuedDeletion dueAt(Instant when) {
            return new QueuedDeletion(key, since, attempts, when, false);
        }

        QueuedDeletion setAside() {
            return new QueuedDeletion(key, since, attempts, next, true);
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
        QueuedDeletion there = byKey.get(key);
        boolean anew = there == null || there.givenUp();
        if (anew) {
            put(new QueuedDeletion(key, now, 0, now, false));
        }
        return anew;
    }

    List<DueDeletion> claim(int most, Instant due, Instant until) {
        List<QueuedDeletion> claimed = waiting.stream()
                .takeWhile(deletion -> !deletion.next().isAfter(due))
                .limit(most)
                .toList();
        claimed.forEach(deletion -> put(deletion.begun(until)));
        return claimed.stream().map(QueuedDeletion::due).toList();
    }

    /** Takes back a deletion that has not begun; false when there is none. */
    boolean takeBack(StorageKey key) {
        QueuedDeletion there = byKey.get(key);
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
        change(key, deletion -> deletion.dueAt(next));
    }

    void setAside(StorageKey key) {
        change(key, QueuedDeletion::setAside);
    }

    Page<StorageKey> setAside(PageRequest page) {
        return setAside.page(page, any -> true);
    }

    DeletionBacklog backlog() {
        Optional<Instant> oldest = waiting.stream().map(QueuedDeletion::since).min(Comparator.naturalOrder());
        return new DeletionBacklog(waiting.size(), oldest, byKey.size() - waiting.size());
    }

    private void change(StorageKey key, UnaryOperator<QueuedDeletion> change) {
        QueuedDeletion there = byKey.get(key);
        if (there != null) {
            put(change.apply(there));
        }
    }

    private void put(QueuedDeletion deletion) {
        forget(byKey.put(deletion.key(), deletion));
        if (deletion.givenUp()) {
            setAside.put(deletion.key().value(), deletion.key());
        } else {
            waiting.add(deletion);
        }
    }

    private void forget(@Nullable QueuedDeletion deletion) {
        if (deletion != null) {
            waiting.remove(deletion);
            setAside.remove(deletion.key().value());
        }
    }
}
