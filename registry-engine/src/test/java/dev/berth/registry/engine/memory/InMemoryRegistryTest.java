package dev.berth.registry.engine.memory;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.registry.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

final class InMemoryRegistryTest extends RegistryContract {
    private final BlobStore blobs = new InMemoryBlobStore(Clock.systemUTC());
    private @Nullable MetadataStore metadata;

    @Override
    protected Registry open(Clock clock) {
        if (metadata == null) {
            metadata = new InMemoryMetadataStore(clock);
        }
        return RegistryEngine.builder().clock(clock).build(metadata, blobs);
    }
}
