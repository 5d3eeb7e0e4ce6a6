package dev.berth.registry.storage.s3;

import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.spi.storage.BlobStore;
import org.junit.jupiter.api.AfterEach;

/** The contract, on a running server; a test names the server and the root directory within the bucket. */
abstract class S3BlobStoreContract extends BlobStoreContract {
    private final OpenedStores stores;

    S3BlobStoreContract(S3Server server, String rootDirectory) {
        stores = new OpenedStores(server, rootDirectory);
    }

    @AfterEach
    final void close() {
        stores.close();
    }

    @Override
    protected final BlobStore open() {
        return stores.open();
    }
}
