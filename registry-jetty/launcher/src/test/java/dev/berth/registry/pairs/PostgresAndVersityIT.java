package dev.berth.registry.pairs;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.OpenedStores;
import dev.berth.registry.storage.s3.VersityGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Objects in a bucket of the Versity gateway, another implementation of S3: with {@code -Dberth.stores=all}. */
@EnabledIfSystemProperty(named = "berth.stores", matches = "all")
final class PostgresAndVersityIT extends PostgresRegistryContract {
    private final OpenedStores nodes = new OpenedStores(VersityGateway.server(), "root");

    @BeforeAll
    static void startServer() {
        VersityGateway.require();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @Override
    BlobStore blobs() {
        return nodes.open();
    }
}
