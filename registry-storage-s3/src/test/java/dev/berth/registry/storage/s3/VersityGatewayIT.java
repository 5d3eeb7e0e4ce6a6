package dev.berth.registry.storage.s3;

import dev.berth.registry.testing.FullBuild;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on the Versity gateway: another implementation of S3, with files below it. */
@FullBuild
class VersityGatewayIT extends S3BlobStoreContract {

    VersityGatewayIT() {
        super(VersityGateway.server(), "root/directory");
    }

    @BeforeAll
    static void startServer() {
        VersityGateway.require();
    }
}
