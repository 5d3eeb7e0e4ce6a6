package dev.berth.registry.storage.s3;

import dev.berth.registry.contract.BlobStoreContract;
import dev.berth.registry.spi.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on the Versity gateway: another implementation of S3, with files below it. */
class VersityGatewayIT extends BlobStoreContract {
    private OpenedStores stores;

    @BeforeAll
    static void startServer() {
        VersityGateway.demand();
    }

    @BeforeEach
    void emptyStorage() {
        stores = new OpenedStores(VersityGateway.server(), "root/directory");
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected BlobStore open() {
        return stores.open();
    }
}
