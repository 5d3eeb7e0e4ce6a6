package dev.berth.registry.pairs;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;

@FullBuild
final class PostgresAndMemoryIT extends PostgresRegistryContract {
    private final BlobStore blobs = new InMemoryBlobStore(Clock.systemUTC());

    @Override
    BlobStore blobs() {
        return blobs;
    }
}
