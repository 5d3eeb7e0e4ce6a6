package dev.berth.registry.pairs;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.gcs.FakeGcsServer;
import dev.berth.registry.storage.gcs.OpenedStores;
import dev.berth.registry.testing.FullBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Objects in a bucket of fake-gcs-server. */
@FullBuild
final class PostgresAndGcsIT extends PostgresRegistryContract {
    private final OpenedStores nodes = new OpenedStores(FakeGcsServer.server(), "root");

    @BeforeAll
    static void startServer() {
        FakeGcsServer.require();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @Override
    BlobStore blobs() throws Exception {
        return nodes.open();
    }
}
