package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.BlobStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

final class PostgresAndMemoryIT extends RegistryContract {
    private final BlobStore blobs = new InMemoryBlobStore(Clock.systemUTC());
    private @Nullable DataSource database;

    @Override
    protected Registry open(Clock clock) throws Exception {
        if (database == null) {
            database = Database.empty();
        }
        return RegistryEngine.builder().clock(clock).build(JdbiMetadataStore.over(database, clock), blobs);
    }
}
