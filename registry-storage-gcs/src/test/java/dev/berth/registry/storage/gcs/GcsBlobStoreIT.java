package dev.berth.registry.storage.gcs;

import dev.berth.registry.testing.FullBuild;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on fake-gcs-server. */
@FullBuild
class GcsBlobStoreIT extends GcsBlobStoreContract {

    GcsBlobStoreIT() {
        super(FakeGcsServer.server());
    }

    @BeforeAll
    static void startServer() {
        FakeGcsServer.require();
    }
}
