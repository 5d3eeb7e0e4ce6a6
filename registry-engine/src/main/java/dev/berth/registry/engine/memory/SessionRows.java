package dev.berth.registry.engine.memory;

import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.metadata.NewUpload;
import dev.berth.registry.spi.metadata.StoredUpload;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
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
    private final Map<UploadId, Instant> started = new HashMap<>();
    private final Set<StorageKey> keys = new HashSet<>();
    private final NavigableSet<Expiry> expiries = new TreeSet<>(
            Comparator.comparing(Expiry::at).thenComparing(expiry -> expiry.id().value()));

    private record Expiry(Instant at, UploadId id) {
        static Expiry of(StoredUpload session) {
            return new Expiry(session.upload().expires(), session.upload().id());
        }

        boolean isAfter(UploadProgress.Position position) {
            int order = at.compareTo(position.expires());
            return order > 0
                    || (order == 0 && id.value().compareTo(position.id().value()) > 0);
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

    /** Puts a session that begins. */
    void start(StoredUpload session, Instant now) {
        started.put(session.upload().id(), now);
        put(session);
    }

    /** Puts a session in the place of the one of its id, if there is one. */
    void put(StoredUpload session) {
        byId.put(session.upload().id(), session);
        keys.add(session.upload().key());
        expiries.add(Expiry.of(session));
    }

    void remove(StoredUpload session) {
        byId.remove(session.upload().id());
        started.remove(session.upload().id());
        keys.remove(session.upload().key());
        expiries.remove(Expiry.of(session));
    }

    /** Sessions that expire later than now, in the order of their positions. */
    List<UploadProgress> alive(Instant now, Optional<UploadProgress.Position> after, int most) {
        return expiries.stream()
                .filter(expiry -> expiry.at().isAfter(now))
                .filter(expiry -> after.isEmpty() || expiry.isAfter(after.get()))
                .limit(most)
                .flatMap(expiry -> find(expiry.id()).stream())
                .map(this::progress)
                .toList();
    }

    private UploadProgress progress(StoredUpload session) {
        NewUpload upload = session.upload();
        Instant began = Objects.requireNonNull(started.get(upload.id()), "started");
        return new UploadProgress(
                upload.repository(), upload.id(), session.state().size(), began, upload.expires());
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
