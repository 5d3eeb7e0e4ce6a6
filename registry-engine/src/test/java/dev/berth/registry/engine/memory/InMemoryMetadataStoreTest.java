package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.metadata.MetadataStoreContract;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;

final class InMemoryMetadataStoreTest extends MetadataStoreContract {

    @Override
    protected MetadataStore emptyStore(Clock clock) {
        return new InMemoryMetadataStore(clock);
    }
}
