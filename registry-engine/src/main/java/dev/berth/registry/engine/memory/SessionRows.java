package dev.berth.registry.engine.memory;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.metadata.StoredUpload;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All upload sessions, including expired ones. {@link #find} may be read during a write; all other methods need the
 * write lock.
 */
final class SessionRows {
    private final Map<UploadId, StoredUpload> byId = new ConcurrentHashMap<>();
    private final Set<StorageKey> keys = new HashSet<>();
    private final NavigableSet<Expiry> expiries = new TreeSet<>(
            Comparator.comparing(Expiry::at).thenComparing(expiry -> expiry.id().value()));

    private record Expiry(Instant at, UploadId id) {
        static Expiry of(StoredUpload session) {
            return new Expiry(session.upload().expires(), session.upload().id());
        }
    }

    Optional<StoredUpload> find(UploadId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<StoredUpload> all() {
        return List.copyOf(byId.values());
    }

    boolean has(StorageKey key) {
        return keys.contains(key);
    }

    /** Puts a session in the place of the one of its id, if there is one. */
    void put(StoredUpload session) {
        byId.put(session.upload().id(), session);
        keys.add(session.upload().key());
        expiries.add(Expiry.of(session));
    }

    void remove(StoredUpload session) {
        byId.remove(session.upload().id());
        keys.remove(session.upload().key());
        expiries.remove(Expiry.of(session));
    }

    /** Sessions that have expired, the oldest first. */
    List<StoredUpload> expired(Instant now, int most) {
        return expiries.stream()
                .takeWhile(expiry -> !expiry.at().isAfter(now))
                .limit(most)
                .flatMap(expiry -> find(expiry.id()).stream())
                .toList();
    }
}
