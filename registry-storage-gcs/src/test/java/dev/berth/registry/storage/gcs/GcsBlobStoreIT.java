package dev.berth.registry.storage.gcs;

import org.junit.jupiter.api.BeforeAll;

/** The contract, on fake-gcs-server. */
class GcsBlobStoreIT extends GcsBlobStoreContract {

    GcsBlobStoreIT() {
        super(FakeGcsServer.server());
    }

    @BeforeAll
    static void startServer() {
        FakeGcsServer.require();
    }
}
