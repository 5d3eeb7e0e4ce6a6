package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.storage.gcs.FakeGcsServer;
import dev.berth.registry.storage.gcs.OpenedStores;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Objects in a bucket of fake-gcs-server. */
final class PostgresAndGcsIT extends RegistryContract {
    private final OpenedStores nodes = new OpenedStores(FakeGcsServer.server(), "root");
    private @Nullable DataSource database;

    @BeforeAll
    static void startServer() {
        FakeGcsServer.demand();
    }

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
