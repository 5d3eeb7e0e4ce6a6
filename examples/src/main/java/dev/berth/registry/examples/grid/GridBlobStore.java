package dev.berth.registry.examples.grid;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;

/** Blobs in a sorted map, which nodes may share. For blobs that fit into memory, since each is one value. */
public final class GridBlobStore implements BlobStore {
    private final Grid grid;

    /** A store in {@code map}, which stays the caller's. */
    public GridBlobStore(ConcurrentNavigableMap<String, GridEntry> map, Clock clock) {
        this.grid = new Grid(map, clock);
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        grid.begin(key);
        grid.lock(key);
        return new GridBlobWriter(grid, key, new byte[0]);
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        grid.lock(key);
        Optional<byte[]> kept = grid.unfinished(key).filter(bytes -> bytes.length >= state.size());
        if (kept.isEmpty()) {
            grid.unlock(key);
            throw new StoreException(Kind.PERMANENT, "not begun here: " + key, null);
        }
        return new GridBlobWriter(grid, key, Arrays.copyOf(kept.get(), Math.toIntExact(state.size())));
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        byte[] bytes = grid.object(key)
                .filter(content -> content.length >= range.end())
                .orElseThrow(() -> new StoreException(Kind.PERMANENT, "no such object, or shorter: " + key, null));
        ByteArrayInputStream part = new ByteArrayInputStream(bytes, (int) range.offset(), (int) range.length());
        return new BlobContent(Channels.newChannel(part), range.length());
    }

    @Override
    public OptionalLong size(StorageKey key) {
        return grid.object(key).map(bytes -> OptionalLong.of(bytes.length)).orElseGet(OptionalLong::empty);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) {
        keys.forEach(grid::remove);
        return Map.of();
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) {
        String from = Grid.OBJECTS + prefix;
        NavigableMap<String, GridEntry> rest = grid.map().tailMap(from, true);
        if (page.last().isPresent() && (Grid.OBJECTS + page.last().get()).compareTo(from) >= 0) {
            rest = grid.map().tailMap(Grid.OBJECTS + page.last().get(), false);
        }
        List<StoredObject> found = rest.entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(from))
                .limit(page.limit() + 1L)
                .map(GridBlobStore::object)
                .toList();
        return Page.ofFetched(found, page.limit());
    }

    @Override
    public StorageCapabilities capabilities() {
        return StorageCapabilities.removing(grid::removeAbandoned);
    }

    @Override
    public void check() {}

    /** The map stays the caller's. */
    @Override
    public void close() {}

    private static StoredObject object(Map.Entry<String, GridEntry> entry) {
        StorageKey key = new StorageKey(entry.getKey().substring(Grid.OBJECTS.length()));
        return new StoredObject(key, entry.getValue().size(), entry.getValue().written());
    }
}
