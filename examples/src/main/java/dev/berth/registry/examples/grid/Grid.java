package dev.berth.registry.examples.grid;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.KeysInUse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;

/**
 * The content of the map: {@code objects/KEY} is committed, {@code unfinished/KEY} was begun, {@code open/KEY} marks an
 * open writer. In a real grid the last would be leased, so that it ends with its node.
 */
record Grid(ConcurrentNavigableMap<String, GridEntry> map, Clock clock) {
    static final String OBJECTS = "objects/";
    private static final String UNFINISHED = "unfinished/";
    private static final String OPEN = "open/";
    private static final byte[] NOTHING = {};

    Optional<byte[]> object(StorageKey key) {
        return Optional.ofNullable(map.get(OBJECTS + key)).map(GridEntry::bytes);
    }

    Optional<byte[]> unfinished(StorageKey key) {
        return Optional.ofNullable(map.get(UNFINISHED + key)).map(GridEntry::bytes);
    }

    /** Takes an unused key. */
    void begin(StorageKey key) throws StoreException {
        boolean begun = map.putIfAbsent(UNFINISHED + key, entry(NOTHING)) == null;
        if (map.containsKey(OBJECTS + key)) {
            map.remove(UNFINISHED + key);
            begun = false;
        }
        if (!begun) {
            throw new StoreException(StoreException.Kind.PERMANENT, "key in use: " + key, null);
        }
    }

    void keep(StorageKey key, byte[] bytes) {
        map.replace(UNFINISHED + key, entry(bytes));
    }

    /** Publishes an object, unless its key was deleted since its writer was opened. */
    void commit(StorageKey key, byte[] bytes) throws StoreException {
        map.put(OBJECTS + key, entry(bytes));
        if (map.remove(UNFINISHED + key) == null) {
            map.remove(OBJECTS + key);
            throw new StoreException(StoreException.Kind.PERMANENT, "deleted while it was written: " + key, null);
        }
    }

    void forget(StorageKey key) {
        map.remove(UNFINISHED + key);
    }

    void remove(StorageKey key) {
        map.remove(OBJECTS + key);
        map.remove(UNFINISHED + key);
    }

    int removeAbandoned(Instant before, KeysInUse inUse) throws StoreException {
        Map<StorageKey, GridEntry> old = new HashMap<>();
        map.tailMap(UNFINISHED, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(UNFINISHED))
                .filter(entry -> entry.getValue().written().isBefore(before))
                .forEach(entry ->
                        old.put(new StorageKey(entry.getKey().substring(UNFINISHED.length())), entry.getValue()));
        old.keySet().removeIf(StorageKey::isPath);
        old.keySet().removeAll(inUse.among(Set.copyOf(old.keySet())));
        old.forEach((key, entry) -> map.remove(UNFINISHED + key, entry));
        return old.size();
    }

    void lock(StorageKey key) throws StoreException {
        if (map.putIfAbsent(OPEN + key, entry(NOTHING)) != null) {
            throw new StoreException(StoreException.Kind.BUSY, "being written: " + key, null);
        }
    }

    void unlock(StorageKey key) {
        map.remove(OPEN + key);
    }

    private GridEntry entry(byte[] bytes) {
        return new GridEntry(bytes, clock.instant());
    }
}
