package dev.berth.registry.storage.gcs;

import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores that share a new bucket, each as on a separate node. They retry only briefly: fake-gcs-server answers 500, a
 * transient failure, where GCS reports a missing component.
 */
public final class OpenedStores implements AutoCloseable {
    private final GcsServer server;
    private final String bucket;
    private final String rootDirectory;
    private final List<GcsBlobStore> opened = new ArrayList<>();

    /** Below this root directory of a new bucket of this server. */
    public OpenedStores(GcsServer server, String rootDirectory) {
        this.server = server;
        this.bucket = server.newBucket();
        this.rootDirectory = rootDirectory;
    }

    /** Another node's store; closed with this. */
    public GcsBlobStore open() throws StoreException {
        GcsBlobStore store = GcsBlobStore.open(GcsStoreConfig.builder(bucket)
                .endpoint(server.endpoint())
                .rootDirectory(rootDirectory)
                .maxAttempts(3)
                .build());
        opened.add(store);
        return store;
    }

    @Override
    public void close() {
        opened.forEach(GcsBlobStore::close);
    }
}
