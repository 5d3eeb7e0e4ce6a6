package dev.berth.registry.pairs;

import dev.berth.registry.contract.metadata.MetadataStoreAgreement;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;

@FullBuild
final class MetadataStoresAgreeIT extends MetadataStoreAgreement {

    @Override
    protected MetadataStore first(Clock clock) {
        return new InMemoryMetadataStore(clock);
    }

    @Override
    protected MetadataStore second(Clock clock) throws Exception {
        return JdbiMetadataStore.over(Database.empty(), clock);
    }
}
