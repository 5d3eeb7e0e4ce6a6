package dev.berth.registry.storage.s3;

import dev.berth.registry.contract.BlobStoreContract;
import dev.berth.registry.spi.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on S3Proxy in this process. */
class S3BlobStoreTest extends BlobStoreContract {
    private final S3Server server = S3Server.inThisJvm();
    private OpenedStores stores = new OpenedStores(server, "");

    @BeforeEach
    void emptyStorage() {
        stores = new OpenedStores(server, "");
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
