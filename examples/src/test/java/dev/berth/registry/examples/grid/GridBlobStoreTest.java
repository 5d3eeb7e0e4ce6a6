package dev.berth.registry.examples.grid;

import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All it takes to prove an adapter. */
class GridBlobStoreTest extends BlobStoreContract {
    private final ConcurrentNavigableMap<String, GridEntry> map = new ConcurrentSkipListMap<>();

    @Override
    protected BlobStore open() {
        return new GridBlobStore(map, Clock.systemUTC());
    }
}
