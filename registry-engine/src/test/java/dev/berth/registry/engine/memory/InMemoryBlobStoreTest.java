package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;

final class InMemoryBlobStoreTest extends BlobStoreContract {
    private final InMemoryBlobStore store = new InMemoryBlobStore(Clock.systemUTC());

    @Override
    protected BlobStore open() {
        return store;
    }
}
