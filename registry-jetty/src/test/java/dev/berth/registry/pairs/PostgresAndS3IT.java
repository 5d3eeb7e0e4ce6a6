package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.storage.s3.OpenedStores;
import dev.berth.registry.storage.s3.S3Server;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Objects in a bucket of S3Proxy, in this process. */
final class PostgresAndS3IT extends RegistryContract {
    private final OpenedStores nodes = new OpenedStores(S3Server.inThisJvm(), "root");
    private @Nullable DataSource database;

    @AfterEach
    void close() {
        nodes.close();
    }

    @Override
    protected Registry open(Clock clock) throws Exception {
        if (database == null) {
            database = Database.empty();
        }
        return RegistryEngine.builder().clock(clock).build(JdbiMetadataStore.over(database, clock), nodes.open());
    }
}
