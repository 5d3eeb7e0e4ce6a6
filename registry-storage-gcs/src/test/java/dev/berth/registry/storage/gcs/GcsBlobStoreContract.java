package dev.berth.registry.storage.gcs;

import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import org.junit.jupiter.api.AfterEach;

/** The contract, on a running server named by a test. */
abstract class GcsBlobStoreContract extends BlobStoreContract {
    private final OpenedStores stores;

    GcsBlobStoreContract(GcsServer server) {
        stores = new OpenedStores(server, "root/directory");
    }

    @AfterEach
    final void close() {
        stores.close();
    }

    @Override
    protected final BlobStore open() throws StoreException {
        return stores.open();
    }
}
