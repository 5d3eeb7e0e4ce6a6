package dev.berth.registry.storage.gcs;

import com.google.cloud.storage.Blob;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.KeysInUse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Components that unfinished writers left. They are listed in the order of their keys, so that those of many keys are
 * found in one go from the first of them to the last; there are few.
 */
final class AbandonedComponents {
    private static final int MAX_AT_ONCE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedComponents.class);

    private final GcsCalls calls;
    private final ObjectNames names;
    private final AtomicBoolean reported = new AtomicBoolean();

    AbandonedComponents(GcsCalls calls, ObjectNames names) {
        this.calls = calls;
        this.names = names;
    }

    /**
     * Removes the remains of these keys; a failure must not prevent the deletion of the objects themselves.
     *
     * @return a failure after which trying again may find more
     */
    Optional<StoreException> remove(Set<StorageKey> keys) {
        TreeSet<StorageKey> sorted = new TreeSet<>(keys);
        StorageKey last = sorted.last();
        try {
            remove(
                    names.components(sorted.first().value()),
                    (key, blob) -> keys.contains(key),
                    key -> key.compareTo(last) > 0,
                    any -> Set.of());
            return Optional.empty();
        } catch (StoreException e) {
            if (e.kind() != Kind.PERMANENT) {
                return Optional.of(e);
            }
            if (!reported.getAndSet(true)) {
                LOG.warn("cannot remove components of deleted objects: {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Removes the remains from before a time under keys that are not in use. */
    int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        return remove(
                "",
                (key, blob) -> Instant.from(blob.getCreateTimeOffsetDateTime()).isBefore(before),
                key -> false,
                inUse);
    }

    private int remove(
            String from, BiPredicate<StorageKey, Blob> wanted, Predicate<StorageKey> isBeyond, KeysInUse inUse)
            throws StoreException {
        int removed = 0;
        String after = from;
        boolean more = true;
        while (more) {
            int listed = 0;
            boolean beyond = false;
            Map<String, StorageKey> found = new LinkedHashMap<>();
            for (Blob blob : calls.list(names.components(""), after, MAX_AT_ONCE)) {
                listed++;
                after = blob.getName() + ObjectNames.MARK;
                Optional<StorageKey> key = names.componentKey(blob.getName());
                beyond |= key.filter(isBeyond).isPresent();
                key.filter(known -> wanted.test(known, blob)).ifPresent(known -> found.put(blob.getName(), known));
            }
            removed += delete(found, inUse);
            more = listed == MAX_AT_ONCE && !beyond;
        }
        return removed;
    }

    private int delete(Map<String, StorageKey> found, KeysInUse inUse) throws StoreException {
        if (found.isEmpty()) {
            return 0;
        }
        Set<StorageKey> used = inUse.among(Set.copyOf(found.values()));
        found.values().removeAll(used);
        for (StoreException failure : calls.delete(List.copyOf(found.keySet())).values()) {
            throw failure;
        }
        return found.size();
    }
}
