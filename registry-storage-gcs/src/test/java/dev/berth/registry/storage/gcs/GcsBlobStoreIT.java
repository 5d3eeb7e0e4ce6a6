package dev.berth.registry.storage.gcs;

import dev.berth.registry.contract.BlobStoreContract;
import dev.berth.registry.spi.BlobStore;
import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on fake-gcs-server. */
class GcsBlobStoreIT extends BlobStoreContract {
    private final List<GcsBlobStore> opened = new ArrayList<>();
    private String bucket = "";

    @BeforeAll
    static void startServer() {
        FakeGcsServer.demand();
    }

    @BeforeEach
    void emptyStorage() {
        bucket = FakeGcsServer.newBucket();
    }

    @AfterEach
    void close() {
        opened.forEach(GcsBlobStore::close);
    }

    @Override
    protected BlobStore open() throws StoreException {
        GcsBlobStore store = GcsBlobStore.open(GcsStoreConfig.builder(bucket)
                .endpoint(FakeGcsServer.endpoint())
                .rootDirectory("root/directory")
                .build());
        opened.add(store);
        return store;
    }
}
