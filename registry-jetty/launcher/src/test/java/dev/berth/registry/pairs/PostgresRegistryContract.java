package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.registry.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The contract, with metadata in PostgreSQL; a test says where the bytes are. */
abstract class PostgresRegistryContract extends RegistryContract {
    private @Nullable DataSource database;

    /** Opens the blob store of the current test; a second call opens another node. */
    abstract BlobStore blobs() throws Exception;

    @Override
    protected final Registry open(Clock clock) throws Exception {
        if (database == null) {
            database = Database.empty();
        }
        return RegistryEngine.builder().clock(clock).build(JdbiMetadataStore.over(database, clock), blobs());
    }
}
