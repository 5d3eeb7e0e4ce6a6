package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.metadata.MigrationContract;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;

class InMemoryMigrationTest extends MigrationContract {
    @Override
    protected MetadataStore emptyStore(Clock with) {
        return new InMemoryMetadataStore(with);
    }

    @Override
    protected MigrationStore migration(MetadataStore of) {
        return ((InMemoryMetadataStore) of).migration();
    }
}
