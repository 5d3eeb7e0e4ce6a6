package dev.berth.registry.collecting;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;

final class MemorySpaceReturnsIT extends SpaceReturns {

    @Override
    MetadataStore metadata(Clock with) {
        return new InMemoryMetadataStore(with);
    }

    @Override
    BlobStore storage(Clock with) {
        return new InMemoryBlobStore(with);
    }
}
