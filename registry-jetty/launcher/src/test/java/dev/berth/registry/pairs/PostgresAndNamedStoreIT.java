package dev.berth.registry.pairs;

import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.s3.OpenedStores;
import dev.berth.registry.storage.s3.S3Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Objects in a bucket of a running server, named by {@code -Dberth.s3=http://127.0.0.1:9000}. */
@EnabledIfSystemProperty(named = S3Server.NAMED, matches = "http.*", disabledReason = "no server is named by berth.s3")
final class PostgresAndNamedStoreIT extends PostgresRegistryContract {
    private final OpenedStores nodes = new OpenedStores(S3Server.named(), "root");

    @AfterEach
    void close() {
        nodes.close();
    }

    @Override
    BlobStore blobs() {
        return nodes.open();
    }
}
