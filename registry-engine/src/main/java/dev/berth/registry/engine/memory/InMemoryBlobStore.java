package dev.berth.registry.engine.memory;

import dev.berth.registry.engine.memory.Chunks.ChunkChannel;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.AbandonedRemoval;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.KeysInUse;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Blobs in the memory of this process; they last as long as the store is reachable, and need no closing. */
public final class InMemoryBlobStore implements BlobStore, AbandonedRemoval {
    private final Clock clock;
    private final NavigableMap<String, Committed> committed = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, UnfinishedObject> unfinished = new ConcurrentSkipListMap<>();

    private record Committed(Chunks chunks, Instant modified) {}

    /** An empty store that takes the times of its objects from {@code clock}. */
    public InMemoryBlobStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        UnfinishedObject object = new UnfinishedObject(this, key, clock.instant());
        if (unfinished.putIfAbsent(key.value(), object) != null) {
            throw inUse(key);
        }
        // Looked up last: an object is published before it stops being unfinished.
        if (committed.containsKey(key.value())) {
            forget(key, object);
            throw inUse(key);
        }
        return object.begin();
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        UnfinishedObject object = unfinished.get(key.value());
        if (object == null) {
            throw absent(key);
        }
        return object.writeFrom(state.size());
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        Committed object = committed.get(key.value());
        if (object == null) {
            throw absent(key);
        }
        if (range.end() > object.chunks.size()) {
            throw new StoreException(Kind.PERMANENT, "object " + key + " is shorter than " + range.end(), null);
        }
        return new BlobContent(new ChunkChannel(object.chunks, range), range.length());
    }

    @Override
    public OptionalLong size(StorageKey key) {
        Committed object = committed.get(key.value());
        return object == null ? OptionalLong.empty() : OptionalLong.of(object.chunks.size());
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) {
        for (StorageKey key : keys) {
            unfinished.remove(key.value());
            committed.remove(key.value());
        }
        return Map.of();
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) {
        String last = page.last().orElse("");
        NavigableMap<String, Committed> from =
                last.compareTo(prefix) < 0 ? committed.tailMap(prefix, true) : committed.tailMap(last, false);
        List<StoredObject> fetched = from.entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .limit(page.limit() + 1L)
                .map(object -> listed(object.getKey(), object.getValue()))
                .toList();
        return Page.ofFetched(fetched, page.limit());
    }

    @Override
    public int removeAbandoned(Instant before, KeysInUse uploads) throws StoreException {
        Map<StorageKey, UnfinishedObject> old = new HashMap<>();
        unfinished.forEach((key, object) -> {
            if (object.begun().isBefore(before)) {
                old.put(new StorageKey(key), object);
            }
        });
        old.keySet().removeIf(StorageKey::isPath);
        old.keySet().removeAll(uploads.among(Set.copyOf(old.keySet())));
        old.forEach(this::forget);
        return old.size();
    }

    @Override
    public StorageCapabilities capabilities() {
        return StorageCapabilities.removing(this).copying(this::copy);
    }

    private boolean copy(StorageKey source, StorageKey target, long size) throws StoreException {
        Committed object = committed.get(source.value());
        if (object == null) {
            throw absent(source);
        }
        if (unfinished.containsKey(target.value())
                || committed.putIfAbsent(target.value(), new Committed(object.chunks, clock.instant())) != null) {
            throw inUse(target);
        }
        return true;
    }

    @Override
    public void check() {}

    /** Has nothing to release. */
    @Override
    public void close() {}

    boolean isUnfinished(StorageKey key, UnfinishedObject object) {
        return unfinished.get(key.value()) == object;
    }

    void publish(StorageKey key, UnfinishedObject object, Chunks chunks) throws StoreException {
        committed.put(key.value(), new Committed(chunks, clock.instant()));
        if (!unfinished.remove(key.value(), object)) {
            committed.remove(key.value());
            throw absent(key);
        }
    }

    void forget(StorageKey key, UnfinishedObject object) {
        unfinished.remove(key.value(), object);
    }

    static StoreException absent(StorageKey key) {
        return new StoreException(Kind.PERMANENT, "there is no object " + key, null);
    }

    private static StoreException inUse(StorageKey key) {
        return new StoreException(Kind.PERMANENT, "object " + key + " was used before", null);
    }

    private static StoredObject listed(String key, Committed object) {
        return new StoredObject(new StorageKey(key), object.chunks.size(), object.modified);
    }
}
