package dev.berth.registry.storage.gcs;

import dev.berth.registry.contract.BlobStoreContract;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on fake-gcs-server. */
class GcsBlobStoreIT extends BlobStoreContract {
    private final OpenedStores stores = OpenedStores.inNewBucket("root/directory");

    @BeforeAll
    static void startServer() {
        FakeGcsServer.demand();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected BlobStore open() throws StoreException {
        return stores.open();
    }
}
