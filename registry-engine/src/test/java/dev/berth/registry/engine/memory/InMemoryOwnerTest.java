package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.metadata.OwnerStoreContract;
import dev.berth.registry.spi.maintenance.OwnerStore;
import java.time.Clock;

class InMemoryOwnerTest extends OwnerStoreContract {
    @Override
    protected OwnerStore emptyStore() {
        return new InMemoryMetadataStore(Clock.systemUTC()).owner();
    }
}
