package dev.berth.registry.engine.memory;

import dev.berth.registry.contract.metadata.MetadataStoreAgreement;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;

/** That random steps are the same each time: what every comparison with another store rests upon. */
final class InMemoryAgreementTest extends MetadataStoreAgreement {

    @Override
    protected MetadataStore first(Clock clock) {
        return new InMemoryMetadataStore(clock);
    }

    @Override
    protected MetadataStore second(Clock clock) {
        return new InMemoryMetadataStore(clock);
    }
}
