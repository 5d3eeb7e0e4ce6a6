package dev.berth.registry.collecting;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;

final class MemoryUnderLoadIT extends CollectorUnderLoad {

    @Override
    MetadataStore metadata(Clock clock) {
        return new InMemoryMetadataStore(clock);
    }

    @Override
    BlobStore storage(Clock clock) {
        return new InMemoryBlobStore(clock);
    }
}
