package dev.berth.registry.pairs;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.OpenedStores;
import dev.berth.registry.storage.s3.VersityGateway;
import dev.berth.registry.testing.FullBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Objects in a bucket of the Versity gateway, another implementation of S3: with {@code -Dberth.tests=all}. */
@FullBuild
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
