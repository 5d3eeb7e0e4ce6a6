package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.registry.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.storage.s3.OpenedStores;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Objects in a bucket of S3Proxy, in this process: with {@code -Dberth.tests=all}. */
@FullBuild
final class MemoryAndS3IT extends RegistryContract {
    private final OpenedStores nodes = new OpenedStores(S3Server.inThisJvm(), "");
    private @Nullable MetadataStore metadata;

    @AfterEach
    void close() {
        nodes.close();
    }

    @Override
    protected Registry open(Clock clock) throws Exception {
        if (metadata == null) {
            metadata = new InMemoryMetadataStore(clock);
        }
        return RegistryEngine.builder().clock(clock).build(metadata, nodes.open());
    }
}
