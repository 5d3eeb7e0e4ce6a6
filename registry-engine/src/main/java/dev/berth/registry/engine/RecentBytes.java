package dev.berth.registry.engine;

import dev.berth.registry.model.StorageKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bounded number of bytes by key; the least recently read go first. The arrays are shared and never modified. */
final class RecentBytes {
    private final long capacity;
    private final Map<StorageKey, byte[]> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    RecentBytes(long capacity) {
        this.capacity = capacity;
    }

    synchronized byte @Nullable [] get(StorageKey key) {
        return entries.get(key);
    }

    synchronized void put(StorageKey key, byte[] value) {
        remove(key);
        if (value.length > capacity) {
            return;
        }
        entries.put(key, value);
        bytes += value.length;
        while (bytes > capacity) {
            remove(entries.keySet().iterator().next());
        }
    }

    synchronized void remove(StorageKey key) {
        byte[] removed = entries.remove(key);
        if (removed != null) {
            bytes -= removed.length;
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
