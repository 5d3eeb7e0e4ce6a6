package dev.berth.registry.engine.memory;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.registry.RegistryAgreement;
import dev.berth.registry.engine.RegistryEngine;
import java.time.Clock;

/** That random steps are the same each time: what every comparison with another registry rests upon. */
final class InMemoryRegistryAgreementTest extends RegistryAgreement {

    @Override
    protected Registry first(Clock clock) {
        return RegistryEngine.builder()
                .clock(clock)
                .build(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock));
    }

    @Override
    protected Registry second(Clock clock) {
        return first(clock);
    }
}
