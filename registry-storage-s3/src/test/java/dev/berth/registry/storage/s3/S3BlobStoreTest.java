package dev.berth.registry.storage.s3;

/** The contract, on S3Proxy in this process. */
class S3BlobStoreTest extends S3BlobStoreContract {

    S3BlobStoreTest() {
        super(S3Server.inThisJvm(), "");
    }
}
