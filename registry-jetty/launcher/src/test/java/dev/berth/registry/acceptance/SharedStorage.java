package dev.berth.registry.acceptance;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.fs.FileStoreConfig;
import dev.berth.registry.storage.s3.S3BlobStore;
import dev.berth.registry.storage.s3.S3Connection;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.storage.s3.S3StoreConfig;
import java.nio.file.Path;

/**
 * Storage that an old registry and this one have in turn.
 *
 * @param classic its entry in the configuration of the old registry
 * @param berth its entry in that of this one
 */
public record SharedStorage(String classic, String berth, Opening opening) {

    /** Opens it as a store, which the caller closes. */
    public interface Opening {
        BlobStore open() throws StoreException;
    }

    public static SharedStorage directory(Path root) {
        String entry = "filesystem: {rootdirectory: '" + root + "'}";
        return new SharedStorage(
                entry,
                entry.replace("}", ", durable: false}"),
                () -> FileBlobStore.open(
                        FileStoreConfig.builder(root).durable(false).build()));
    }

    public static SharedStorage bucket() {
        S3Server server = S3Server.inThisJvm();
        String bucket = server.newBucket();
        String entry = "{regionendpoint: '%s', bucket: %s, region: us-east-1, accesskey: %s, secretkey: %s}"
                .formatted(server.endpoint(), bucket, server.accessKey(), server.secretKey());
        S3Connection connection = S3Connection.builder()
                .endpoint(server.endpoint())
                .pathStyle(true)
                .credentials(server.accessKey(), server.secretKey())
                .build();
        return new SharedStorage(
                "s3: " + entry.replace("{", "{secure: false, forcepathstyle: true, "),
                "s3: " + entry,
                () -> S3BlobStore.open(connection, S3StoreConfig.builder(bucket).build()));
    }

    /** Opens it as a store, which the caller closes. */
    public BlobStore open() throws StoreException {
        return opening.open();
    }
}
