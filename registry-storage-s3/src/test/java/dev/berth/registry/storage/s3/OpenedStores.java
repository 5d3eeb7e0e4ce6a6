package dev.berth.registry.storage.s3;

import java.util.ArrayList;
import java.util.List;

/** Stores that share a new bucket, each as on a separate node. */
public final class OpenedStores implements AutoCloseable {
    private final S3Server server;
    private final S3StoreConfig config;
    private final List<S3BlobStore> opened = new ArrayList<>();

    /** Over a new bucket of this server. */
    public OpenedStores(S3Server server, String rootDirectory) {
        this.server = server;
        this.config = server.settings()
                .apply(S3StoreConfig.builder(server.newBucket()))
                .rootDirectory(rootDirectory)
                .build();
    }

    /** Another node's store; closed with this. */
    public S3BlobStore open() {
        S3BlobStore store = S3BlobStore.open(server.connection(), config);
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(S3BlobStore::close);
    }
}
