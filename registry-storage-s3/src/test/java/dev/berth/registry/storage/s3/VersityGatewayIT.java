package dev.berth.registry.storage.s3;

import org.junit.jupiter.api.BeforeAll;

/** The contract, on the Versity gateway: another implementation of S3, with files below it. */
class VersityGatewayIT extends S3BlobStoreContract {

    VersityGatewayIT() {
        super(VersityGateway.server(), "root/directory");
    }

    @BeforeAll
    static void startServer() {
        VersityGateway.require();
    }
}
