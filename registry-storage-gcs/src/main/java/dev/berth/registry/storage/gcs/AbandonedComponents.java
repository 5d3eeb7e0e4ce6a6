package dev.berth.registry.storage.gcs;

import com.google.cloud.storage.Blob;
import dev.berth.registry.spi.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Components that unfinished writers left. They are listed in the order of their keys, so that those of many keys are found
 * in one go from the first of them to the last; there are few.
 */
final class AbandonedComponents {
    private static final int MAX_AT_ONCE = 1_000;

    private final GcsCalls calls;
    private final ObjectNames names;

    AbandonedComponents(GcsCalls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    /** Removes what is left of these keys. */
    void remove(Set<StorageKey> keys) throws StoreException {
        TreeSet<StorageKey> sorted = new TreeSet<>(keys);
        String last = sorted.last().value();
        remove(
                names.components(sorted.first().value()),
                blob -> names.componentKey(blob.getName())
                        .filter(keys::contains)
                        .isPresent(),
                blob -> names.componentKey(blob.getName())
                        .filter(key -> key.value().compareTo(last) > 0)
                        .isPresent());
    }

    /** Removes what was left before a time. */
    int removeAbandoned(Instant before) throws StoreException {
        return remove(
                "", blob -> Instant.from(blob.getCreateTimeOffsetDateTime()).isBefore(before), blob -> false);
    }

    private int remove(String from, Predicate<Blob> wanted, Predicate<Blob> isBeyond) throws StoreException {
        int removed = 0;
        String after = from;
        boolean more = true;
        while (more) {
            List<Blob> page = new ArrayList<>();
            calls.list(names.components(""), after, MAX_AT_ONCE).forEach(page::add);
            List<String> due = page.stream().filter(wanted).map(Blob::getName).toList();
            if (!due.isEmpty()) {
                calls.delete(due);
            }
            removed += due.size();
            more = page.size() == MAX_AT_ONCE && page.stream().noneMatch(isBeyond);
            after = page.isEmpty() ? after : page.get(page.size() - 1).getName() + ObjectNames.MARK;
        }
        return removed;
    }
}
