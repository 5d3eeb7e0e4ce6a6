package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.registry.RegistryAgreement;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;

final class RegistriesAgreeIT extends RegistryAgreement {

    @Override
    protected Registry first(Clock clock) {
        return over(new InMemoryMetadataStore(clock), clock);
    }

    @Override
    protected Registry second(Clock clock) throws Exception {
        return over(JdbiMetadataStore.over(Database.empty(), clock), clock);
    }

    private static Registry over(MetadataStore metadata, Clock clock) {
        return RegistryEngine.builder().clock(clock).build(metadata, new InMemoryBlobStore(clock));
    }
}
