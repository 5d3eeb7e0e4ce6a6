package dev.berth.registry.pairs;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.OpenedStores;
import dev.berth.registry.storage.s3.S3Server;
import org.junit.jupiter.api.AfterEach;

/** Objects in a bucket of S3Proxy, in this process. */
final class PostgresAndS3IT extends PostgresRegistryContract {
    private final OpenedStores nodes = new OpenedStores(S3Server.inThisJvm(), "root");

    @AfterEach
    void close() {
        nodes.close();
    }

    @Override
    BlobStore blobs() {
        return nodes.open();
    }
}
